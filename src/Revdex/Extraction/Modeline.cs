using System.Text.RegularExpressions;

namespace Revdex.Extraction;

/// <summary>What a line tells vim or Emacs of the language that it stands in.</summary>
internal static partial class Modeline
{
    /// <param name="line">Short: matching takes the square of its length at worst.</param>
    /// <param name="mode">As the editor calls it: <c>c++</c>, <c>sh</c>.</param>
    public static bool TryRead(string line, out string mode)
    {
        mode = Emacs(line) ?? Vim(line) ?? "";
        return mode.Length > 0;
    }

    /// <summary><c>-*- NAME -*-</c>, or <c>-*- coding: utf-8; mode: NAME -*-</c>.</summary>
    private static string? Emacs(string line)
    {
        if (EmacsExpression().Match(line) is not { Success: true } match)
        {
            return null;
        }

        var variables = match.Groups[1].Value;
        return !variables.Contains(':', StringComparison.Ordinal)
            ? variables.Trim(' ', '\t', ';')
            : EmacsModeExpression().Match(variables) is { Success: true } mode ? mode.Groups[1].Value : null;
    }

    /// <summary><c>vim: ft=NAME</c>, or <c>vim: set ft=NAME … :</c>; the last that is set counts.</summary>
    private static string? Vim(string line)
    {
        if (VimExpression().Match(line) is not { Success: true } match)
        {
            return null;
        }

        var options = match.Groups["set"].Success ? match.Groups["set"].Value : match.Groups["rest"].Value;
        return VimTypeExpression().Matches(options).LastOrDefault()?.Groups[1].Value;
    }

    [GeneratedRegex(@"-\*-[ \t]*([^\s:;][^:]*?|.*:.*?)[ \t]*-\*-", RegexOptions.CultureInvariant)]
    private static partial Regex EmacsExpression();

    [GeneratedRegex(@"(?:^|;)[ \t]*mode[ \t]*:[ \t]*([^\s;]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EmacsModeExpression();

    /// <summary>A blank or the line's beginning stands before <c>vi</c> and <c>vim</c>, with or without a version; before <c>ex</c> a blank.</summary>
    [GeneratedRegex(@"(?:(?:^|[ \t])vim?(?:(?<=m)[<=>]?[0-9]+)?|[ \t]ex):[ \t]*(?:set?[ \t]+(?<set>[^:]*):|(?<rest>.*))", RegexOptions.CultureInvariant)]
    private static partial Regex VimExpression();

    [GeneratedRegex(@"(?:^|[ \t:])(?:ft|filetype|syn|syntax)=([^ \t:]+)", RegexOptions.CultureInvariant)]
    private static partial Regex VimTypeExpression();
}
