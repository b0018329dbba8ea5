using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving.Modules;

/// <summary>
/// The <c>use</c> declarations of a Rust file that stand in what is handed to a macro (<c>cfg_rt! { pub use runtime::Runtime; }</c>): no grammar takes those for
/// declarations, so that facts have none of them.
/// </summary>
internal static class MacroImports
{
    /// <summary>A longer file is generated.</summary>
    private const int TextMaxBytes = 512 * 1024;

    private const int DepthMax = 16;

    /// <param name="known">What facts have of the file.</param>
    public static FileImport[] Of(SiteText text, FileImport[] known)
    {
        if (text.Content.Length > TextMaxBytes || text.Content.Span.IndexOf("! {"u8) < 0)
        {
            return [];
        }

        var found = new List<FileImport>();
        var tokens = new CodeTokens(text.Content, CodeTokenReader.Read(text.Content.Span, 0, text.Content.Length, "rust"), "rust");
        var lines = known.Select(i => i.Line).ToHashSet();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.Is(i, "use"u8) && tokens.Outer(i) is >= 0 and var open && tokens.IsMark(open - 1, "!"u8) && text.PlaceOf(tokens[i].Start).Line is var line && !lines.Contains(line))
            {
                Add(tokens, i + 1, "", line, found, 0);
            }
        }

        return [.. found];
    }

    /// <summary>One tree of a declaration; returns the token behind it.</summary>
    private static int Add(CodeTokens tokens, int at, string module, int line, List<FileImport> to, int depth)
    {
        at += tokens.Is(at, "::"u8) ? 1 : 0;
        while (tokens.IsName(at) && tokens.Is(at + 1, "::"u8))
        {
            module = module.Length == 0 ? tokens.Text(at) : $"{module}::{tokens.Text(at)}";
            at += 2;
        }

        if (tokens.IsMark(at, "{"u8) && tokens.Partner(at) is >= 0 and var close)
        {
            for (at++; at < close && depth < DepthMax; at = Math.Max(at + 1, Add(tokens, at, module, line, to, depth + 1) + 1))
            {
            }

            return close + 1;
        }

        if (tokens.IsMark(at, "*"u8))
        {
            to.Add(new FileImport(module, "*", "", line));
            return at + 1;
        }

        if (!tokens.IsName(at))
        {
            return at;
        }

        var isRenamed = tokens.Is(at + 1, "as"u8) && tokens.IsName(at + 2);
        to.Add(new FileImport(module, tokens.Text(at), isRenamed ? tokens.Text(at + 2) : "", line));
        return at + (isRenamed ? 3 : 1);
    }
}
