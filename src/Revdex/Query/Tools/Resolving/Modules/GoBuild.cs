using System.Text;

namespace Revdex.Query.Tools.Resolving.Modules;

/// <summary>
/// Whether a Go file is built where nothing is asked for: on Linux and amd64, without tags. Of a package's variants by tags this is the one that is told.
/// </summary>
internal static class GoBuild
{
    /// <summary>A constraint stands before the package clause, behind a license at most.</summary>
    private const int HeadMaxBytes = 8_000;

    /// <summary>Brackets and negations within one another.</summary>
    private const int DepthMax = 32;

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "aix", "android", "darwin", "dragonfly", "freebsd", "illumos", "ios", "js", "netbsd", "openbsd", "plan9", "solaris", "wasip1", "windows",
        "386", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "wasm",
    };

    public static bool IsDefault(string path, ReadOnlySpan<byte> text)
    {
        var parts = path[(path.LastIndexOf('/') + 1)..].Replace("_test.go", ".go", StringComparison.Ordinal).Replace(".go", "", StringComparison.Ordinal).Split('_');
        return !parts.Skip(1).TakeLast(2).Any(Others.Contains) && (ConstraintOf(text) is not { Length: > 0 } constraint || Holds(constraint));
    }

    private static string ConstraintOf(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, HeadMaxBytes)];
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n') is >= 0 and var newline ? newline : text.Length;
            var line = text[..end].Trim(" \t\r"u8);
            if (line.StartsWith("//go:build "u8) || line.StartsWith("package "u8))
            {
                return line[0] == '/' ? Encoding.UTF8.GetString(line["//go:build "u8.Length..]) : "";
            }

            text = text[Math.Min(text.Length, end + 1)..];
        }

        return "";
    }

    private static bool Holds(string constraint)
    {
        var at = 0;
        return Any(constraint, ref at, 0);
    }

    private static bool Any(string text, ref int at, int depth)
    {
        var holds = All(text, ref at, depth);
        while (Takes(text, ref at, "||"))
        {
            holds |= All(text, ref at, depth);
        }

        return holds;
    }

    private static bool All(string text, ref int at, int depth)
    {
        var holds = One(text, ref at, depth);
        while (Takes(text, ref at, "&&"))
        {
            holds &= One(text, ref at, depth);
        }

        return holds;
    }

    private static bool One(string text, ref int at, int depth)
    {
        if (depth < DepthMax && Takes(text, ref at, "!"))
        {
            return !One(text, ref at, depth + 1);
        }

        if (depth < DepthMax && Takes(text, ref at, "("))
        {
            var holds = Any(text, ref at, depth + 1);
            Takes(text, ref at, ")");
            return holds;
        }

        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.'))
        {
            at++;
        }

        return text[start..at] is "linux" or "amd64" or "unix" or "gc" or "cgo" || text.AsSpan(start, at - start).StartsWith("go1.");
    }

    private static bool Takes(string text, ref int at, string word)
    {
        while (at < text.Length && (text[at] is ' ' or '\t'))
        {
            at++;
        }

        var isThere = string.CompareOrdinal(text, at, word, 0, word.Length) == 0;
        at += isThere ? word.Length : 0;
        while (isThere && at < text.Length && (text[at] is ' ' or '\t'))
        {
            at++;
        }

        return isThere;
    }
}
