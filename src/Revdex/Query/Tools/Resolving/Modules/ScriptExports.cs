using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving.Modules;

/// <summary>
/// What a JavaScript or TypeScript file exports that has another name, or another file, where it is defined. Facts tell what a file names of other modules, but not whether
/// it hands that on, nor <c>export { a as b }</c>.
/// </summary>
internal static class ScriptExports
{
    /// <summary>A longer file is generated.</summary>
    private const int TextMaxBytes = 512 * 1024;

    /// <summary>Each as the import that would bring it here under the name that it is exported by; without a module it is of the file itself.</summary>
    /// <param name="imports">Of the file.</param>
    public static FileImport[] Of(SiteText text, FileImport[] imports)
    {
        if (text.Content.Length > TextMaxBytes || text.Content.Span.IndexOf("export"u8) < 0)
        {
            return [];
        }

        var exports = new List<FileImport>();
        var code = new CodeTokens(text.Content, CodeTokenReader.Read(text.Content.Span, 0, text.Content.Length, "js"), "js");
        for (var i = 0; i < code.Count; i++)
        {
            if (code.Outer(i) < 0 && code.Is(i, "export"u8) && !code.IsMemberMark(i - 1))
            {
                Add(code, i, text, imports, exports);
            }
        }

        return [.. exports];
    }

    private static void Add(CodeTokens code, int export, SiteText text, FileImport[] imports, List<FileImport> to)
    {
        var at = code.Is(export + 1, "type"u8) ? export + 2 : export + 1;
        var line = text.PlaceOf(code[export].Start).Line;
        if (code.IsMark(at, "*"u8))
        {
            var isNamed = code.Is(at + 1, "as"u8);
            var from = isNamed ? at + 3 : at + 1;
            if (code.Is(from, "from"u8))
            {
                to.Add(new FileImport(Quoted(code, from + 1), "*", isNamed ? code.Text(at + 2) : "", line));
            }
        }
        else if (code.IsMark(at, "{"u8) && code.Partner(at) is >= 0 and var close)
        {
            var module = code.Is(close + 1, "from"u8) ? Quoted(code, close + 2) : "";
            for (var name = at + 1; name < close; name++)
            {
                if (code.IsName(name) && !(code.Is(name, "type"u8) && code.IsName(name + 1) && !code.Is(name + 1, "as"u8)))
                {
                    var isRenamed = code.Is(name + 1, "as"u8);
                    AddOne(code.Text(name), isRenamed ? code.Text(name + 2) : "", module, line, imports, to);
                    name += isRenamed ? 2 : 0;
                }
            }
        }
    }

    private static void AddOne(string name, string alias, string module, int line, FileImport[] imports, List<FileImport> to)
    {
        if (module.Length > 0)
        {
            to.Add(new FileImport(module, name, alias, line));
            return;
        }

        var exported = alias.Length > 0 ? alias : name;
        var brought = Array.FindAll(imports, i => i.Bound == name && i.Name is not ("" or "*"));
        to.AddRange(brought.Select(i => i with { Alias = i.Name == exported ? "" : exported }));
        if (brought.Length == 0 && exported != name)
        {
            to.Add(new FileImport("", name, alias, line));
        }
    }

    private static string Quoted(CodeTokens code, int token) => code.Text(token).Trim('\'', '"');
}
