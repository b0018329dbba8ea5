using System.Text;
using System.Text.RegularExpressions;

namespace Revdex.Extraction;

/// <summary>The list of variables that Emacs reads at the end of a file, by its manual ("Specifying File Variables"): behind <c>Local Variables:</c>, up to <c>End:</c>.</summary>
internal static partial class LocalVariables
{
    /// <summary>Emacs looks no farther from the end, and not before the last page's beginning.</summary>
    private const int LookedAtBytes = 3000;

    private const string Heading = "Local Variables:";

    /// <param name="mode">The first that is named, as Emacs calls it; those behind it are minor ones.</param>
    public static bool TryReadMode(ReadOnlySpan<byte> text, out string mode)
    {
        mode = "";
        var end = text[Math.Max(0, text.Length - LookedAtBytes)..];
        var page = Encoding.Latin1.GetString(end[(end.LastIndexOf((byte)'\f') + 1)..]);
        var at = page.LastIndexOf(Heading, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return false;
        }

        var (lineStart, lines) = (page.LastIndexOf('\n', at) + 1, page[at..].Split('\n'));
        var (prefix, suffix) = (page[lineStart..at], lines[0][Heading.Length..].Trim());
        foreach (var line in lines.Skip(1).TakeWhile(l => l.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var variable = line[prefix.Length..].TrimEnd();
            variable = variable.EndsWith(suffix, StringComparison.Ordinal) ? variable[..^suffix.Length] : variable;
            if (VariableExpression().Match(variable) is not { Success: true } match || match.Groups[1].Value.Equals("end", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            if (match.Groups[1].Value.Equals("mode", StringComparison.OrdinalIgnoreCase))
            {
                mode = match.Groups[2].Value;
                return mode.Length > 0;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^[ \t]*([^\s:]+)[ \t]*:[ \t]*(\S*)", RegexOptions.CultureInvariant)]
    private static partial Regex VariableExpression();
}
