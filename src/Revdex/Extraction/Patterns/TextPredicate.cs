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

    /// <summary>A bit for each length that a value has, the last for all from 63: most texts differ in length already.</summary>
    private readonly ulong _lengths;
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
            _lengths = _values.Aggregate(0ul, (bits, v) => bits | LengthBit(v.Length));
        }
    }

    public CaptureSlot Slot { get; }

    public bool Holds(ReadOnlySpan<byte> text) => (_regex is null ? IsOneOf(text) : Matches(text)) == _expected;

    private static ulong LengthBit(int length) => 1ul << Math.Min(length, 63);

    private bool IsOneOf(ReadOnlySpan<byte> text)
    {
        if ((_lengths & LengthBit(text.Length)) == 0)
        {
            return false;
        }

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
