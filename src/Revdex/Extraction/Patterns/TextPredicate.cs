using System.Text;
using System.Text.RegularExpressions;

namespace Revdex.Extraction.Patterns;

/// <summary>A condition on the text of a capture.</summary>
internal sealed class TextPredicate
{
    /// <summary>A regular expression from our own query files on a short text; the limit is a belt to the braces.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    private readonly byte[][] _values = [];
    private readonly Regex? _regex;
    private readonly bool _expected;

    public TextPredicate(QueryPredicate predicate, CaptureSlot slot)
    {
        Slot = slot;
        _expected = !predicate.Name.StartsWith("not-", StringComparison.Ordinal);
        if (predicate.Name.EndsWith("match?", StringComparison.Ordinal))
        {
            _regex = new Regex(predicate.Values[0], RegexOptions.CultureInvariant, MatchTimeout);
        }
        else
        {
            _values = [.. predicate.Values.Select(Encoding.UTF8.GetBytes)];
        }
    }

    public CaptureSlot Slot { get; }

    public bool Holds(ReadOnlySpan<byte> text) => (_regex is null ? IsOneOf(text) : Matches(text)) == _expected;

    private bool IsOneOf(ReadOnlySpan<byte> text)
    {
        foreach (var value in _values)
        {
            if (text.SequenceEqual(value))
            {
                return true;
            }
        }

        return false;
    }

    private bool Matches(ReadOnlySpan<byte> text)
    {
        const int matchedMaxChars = 256;
        Span<char> chars = stackalloc char[matchedMaxChars];
        var bytes = text.Length > matchedMaxChars ? text[..matchedMaxChars] : text;
        return _regex!.IsMatch(chars[..Encoding.UTF8.GetChars(bytes, chars)]);
    }
}
