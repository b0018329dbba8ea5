using System.Text.RegularExpressions;

namespace Revdex.Extraction;

/// <summary>Which program runs a script, by its first line.</summary>
internal static partial class Shebang
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <param name="lines">The first lines of a file.</param>
    /// <param name="interpreter">Without its folder: <c>python3.11</c>, <c>bash</c>.</param>
    public static bool TryRead(IReadOnlyList<string> lines, out string interpreter)
    {
        interpreter = "";
        if (lines.Count == 0 || !lines[0].StartsWith("#!", StringComparison.Ordinal))
        {
            return false;
        }

        var words = lines[0][2..].Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        interpreter = words.Length == 0 ? "" : NameOf(words[0]);
        interpreter = interpreter switch
        {
            "env" => NameOf(AfterEnv(words) ?? ""),
            "sh" => Started(lines) ?? interpreter,
            _ => interpreter,
        };
        interpreter = interpreter == "nix-shell" ? InNixShell(lines) : interpreter;
        return interpreter.Length > 0;
    }

    /// <summary>The program that <c>env</c> starts: what is neither an option nor a variable.</summary>
    private static string? AfterEnv(string[] words)
    {
        for (var i = 1; i < words.Length; i++)
        {
            var word = words[i];
            if (word is "-u" or "-C" or "--unset" or "--chdir")
            {
                i++; // Has a word of its own.
            }
            else if (SplitExpression().Match(word) is { Success: true } split)
            {
                return split.Groups[1].Value;
            }
            else if (word[0] != '-' && !word.Contains('=', StringComparison.Ordinal))
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>A script of sh that goes on as another program: <c>exec tclsh "$0" "$@"</c>.</summary>
    private static string? Started(IReadOnlyList<string> lines) =>
        lines.Select(line => StartExpression().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    /// <summary><c>#! nix-shell -i bash -p hello</c> on a line of its own.</summary>
    private static string InNixShell(IReadOnlyList<string> lines) =>
        lines.Select(line => NixExpression().Match(line)).FirstOrDefault(match => match.Success) is { } match ? NameOf(match.Groups[1].Value) : "";

    private static string NameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    [GeneratedRegex(@"^(?:-[iv0]*S|--split-string=)(\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex SplitExpression();

    [GeneratedRegex(@"exec (\w+).+\$0.+\$@", RegexOptions.CultureInvariant)]
    private static partial Regex StartExpression();

    [GeneratedRegex(@"^#!\s*(?:\S*/)?nix-shell\s.*-i\s*(\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex NixExpression();
}
