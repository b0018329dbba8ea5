using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving.Rust;

/// <summary>
/// Reads the <c>use</c> declarations of a file, those within a macro's call (<c>cfg_rt! { pub use … }</c>) as well. Facts have no trees within trees of them, do not tell a
/// module from all that is in it, and not where a declaration holds.
/// </summary>
internal static class RustUses
{
    private const int DepthMax = 16;

    public static RustUse[] Of(CodeTokens code)
    {
        var found = new List<RustUse>();
        for (var i = 0; i < code.Count; i++)
        {
            if (code.Is(i, "use"u8) && (i == 0 || code.IsMark(i - 1, ";{}])"u8) || code.Is(i - 1, "pub"u8)))
            {
                Add(code, i + 1, [], (code.Is(i - 1, "pub"u8) || code.IsMark(i - 1, ")"u8), BlockOf(code, i)), found, 0);
            }
        }

        return [.. found];
    }

    /// <summary>A macro's bracket is none of the program's.</summary>
    private static int BlockOf(CodeTokens code, int use)
    {
        var open = code.Outer(use);
        while (open >= 0 && (code.IsMark(open - 1, "!"u8) || (code.IsMark(open - 1, "]"u8) && code.IsMark(code.Outer(open) - 1, "!"u8))))
        {
            open = code.Outer(open);
        }

        return open;
    }

    /// <summary>One tree of a declaration; returns the token behind it.</summary>
    private static int Add(CodeTokens code, int at, List<string> prefix, (bool IsPublic, int Block) of, List<RustUse> to, int depth)
    {
        var path = new List<string>(prefix);
        if (code.Is(at, "::"u8))
        {
            path.Add("");
            at++;
        }

        while (code.IsName(at) && code.Is(at + 1, "::"u8))
        {
            path.Add(code.Text(at));
            at += 2;
        }

        if (code.IsMark(at, "{"u8) && code.Partner(at) is >= 0 and var close)
        {
            for (at++; at < close && depth < DepthMax; at = Math.Max(at + 1, Add(code, at, path, of, to, depth + 1) + 1))
            {
            }

            return close + 1;
        }

        if (code.IsMark(at, "*"u8))
        {
            to.Add(new RustUse(path, "", of.IsPublic, code[at].Start, of.Block));
            return at + 1;
        }

        if (!code.IsName(at))
        {
            return at;
        }

        var isSelf = code.Is(at, "self"u8) && path.Count > 0;
        List<string> whole = isSelf ? path : [.. path, code.Text(at)];
        var isRenamed = code.Is(at + 1, "as"u8) && code.IsName(at + 2);
        to.Add(new RustUse(whole, isRenamed ? code.Text(at + 2) : whole[^1], of.IsPublic, code[at].Start, of.Block));
        return at + (isRenamed ? 3 : 1);
    }
}
