using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving.Rust;

/// <summary>Reads the path before a name: <c>crate::io::</c>, <c>Parser::&lt;T&gt;::</c>, and in a <c>use</c> declaration what stands before its brackets.</summary>
internal static class RustPaths
{
    /// <summary>Of one path; no program has longer ones.</summary>
    private const int PartsMax = 32;

    /// <summary>The parts in order, the first empty where the path begins with a <c>::</c>; null where it begins with something else than names.</summary>
    /// <param name="at">The token of the name.</param>
    /// <param name="first">The token of the path's first part; that of the name where there is none.</param>
    public static List<string>? Before(CodeTokens code, int at, bool isImport, out int first)
    {
        var parts = new List<string>();
        first = at;
        for (var i = at; parts.Count < PartsMax; first = i)
        {
            if (code.Is(i - 1, "::"u8))
            {
                i = code.BeforeArguments(i - 2);
                i -= code.Is(i, "::"u8) ? 1 : 0;
                if (code.IsName(i) && !TypeSyntax.IsWord(code, i))
                {
                    parts.Insert(0, code.Text(i));
                    continue;
                }

                if (code.IsMark(i, ">"u8) || i < -1 || code.IsMark(i + 1, "<"u8))
                {
                    return null;
                }

                parts.Insert(0, "");
                return parts;
            }

            if (isImport && code.Outer(i) is >= 0 and var open && code.IsMark(open, "{"u8) && code.Is(open - 1, "::"u8))
            {
                i = open;
                continue;
            }

            return parts;
        }

        return null;
    }
}
