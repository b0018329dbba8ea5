using System.Globalization;
using System.Text.RegularExpressions;

namespace Revdex.Benchmarks.Questions;

/// <summary>
/// What an agent has been shown, line by line, each with the file that it is of and its number there. A line is of the path it starts with (as one of its first three words),
/// else of the last one before it in the same output. Our tools' text, <c>git grep -n</c>, <c>git diff</c> and numbered lines of a file are all read by this one rule.
/// </summary>
/// <param name="paths">Of the repository.</param>
internal sealed partial class Evidence(IReadOnlySet<string> paths)
{
    private const int LeadingWords = 3;

    private readonly List<ShownLine> _lines = [];

    /// <param name="path">Of the file that was read; null: the output says itself.</param>
    public void Add(string output, string? path = null)
    {
        foreach (var line in output.Split('\n'))
        {
            var shown = Read(line, path);
            path = shown.Path;
            _lines.Add(shown);
        }
    }

    public bool HasText(Regex pattern) => _lines.Exists(line => pattern.IsMatch(line.Text));

    public bool HasLine(string path, Predicate<ShownLine> isIt) => _lines.Exists(line => line.Path == path && isIt(line));

    private ShownLine Read(string line, string? current)
    {
        var words = Words().Matches(line);
        for (var i = 0; i < Math.Min(LeadingWords, words.Count); i++)
        {
            var parts = words[i].Value.Split(':', 3);
            var path = paths.Contains(parts[0]) ? parts[0] : parts[0].StartsWith("a/", StringComparison.Ordinal) && paths.Contains(parts[0][2..]) ? parts[0][2..] : null;
            if (path is not null)
            {
                var rest = line[..words[i].Index] + line[(words[i].Index + parts[0].Length)..];
                return new ShownLine(path, parts.Length > 1 ? Number(parts[1]) : 0, rest);
            }
        }

        return new ShownLine(current, Number(line.AsSpan().TrimStart()), line);
    }

    /// <summary>That a text starts with; 0: it does not.</summary>
    private static int Number(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        var digits = length < 0 ? text : text[..length];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex Words();
}
