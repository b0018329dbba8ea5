using System.Globalization;
using System.Text.RegularExpressions;

namespace Revdex.Benchmarks.Questions;

/// <summary>
/// Something that a right answer shows, one of alternatives parted by <c>|</c>: <c>path:12</c> or <c>path:12-20</c>, a line (one of these) of the file;
/// <c>path:12@Name</c>, the same for a call that stands in Name, which an edge "at 12 of Name" shows too; <c>path#word</c>, the word in a line that is shown of the file;
/// <c>@hash</c>, a commit.
/// </summary>
internal sealed partial class Fact
{
    private readonly IReadOnlyList<Func<Evidence, bool>> _alternatives;

    private Fact(string text, IReadOnlyList<Func<Evidence, bool>> alternatives) => (Text, _alternatives) = (text, alternatives);

    public string Text { get; }

    /// <exception cref="InvalidDataException">It has none of these forms.</exception>
    public static Fact Parse(string text) => new(text, [.. text.Split('|').Select(Alternative)]);

    public bool IsShown(Evidence evidence) => _alternatives.Any(isShown => isShown(evidence));

    private static Func<Evidence, bool> Alternative(string text)
    {
        if (text.StartsWith('@'))
        {
            return evidence => evidence.HasText(new Regex($@"\b{text[1..8]}"));
        }

        if (text.Split('#') is [var path, var word])
        {
            var pattern = new Regex($@"\b{Regex.Escape(word)}\b");
            return evidence => evidence.HasLine(path, line => pattern.IsMatch(line.Text));
        }

        var match = PlaceForm().Match(text);
        return match.Success ? Place(match) : throw new InvalidDataException($"no fact: {text}");
    }

    private static Func<Evidence, bool> Place(Match match)
    {
        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var (path, first) = (match.Groups["path"].Value, Number("first"));
        var last = match.Groups["last"].Success ? Number("last") : first;
        var edge = new Regex(match.Groups["name"].Success ? $@"\bat {first} of (\S*\W)?{Regex.Escape(match.Groups["name"].Value)}(\s|$)" : $@"\bat {first}\b");
        bool IsTold(Evidence evidence) => match.Groups["name"].Success ? evidence.HasText(edge) : evidence.HasLine(path, line => edge.IsMatch(line.Text));
        return evidence => evidence.HasLine(path, line => line.Number >= first && line.Number <= last) || IsTold(evidence);
    }

    [GeneratedRegex(@"^(?<path>[^:]+):(?<first>\d+)(-(?<last>\d+))?(@(?<name>\w+))?$")]
    private static partial Regex PlaceForm();
}
