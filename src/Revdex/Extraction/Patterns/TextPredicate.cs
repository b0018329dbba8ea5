using System.Text;
using System.Text.RegularExpressions;

namespace Revdex.Extraction.Patterns;

/// <summary>A condition on the text of a capture, or on what stands directly before or behind it.</summary>
internal sealed class TextPredicate
{
    /// <summary>Bytes before or behind a capture that a value may have.</summary>
    public const int NeighbourMaxBytes = 16;

    /// <summary>Of a text, what an expression is tried on.</summary>
    public const int MatchedMaxBytes = 256;

    private readonly byte[][] _values = [];
    private readonly Regex? _regex;
    private readonly FirstByteClass? _firstByte;

    /// <summary>A bit for each length that a value has, the last for all from 63: most texts differ in length already.</summary>
    private readonly ulong _lengths;
    private readonly bool _expected;

    public TextPredicate(QueryPredicate predicate, CaptureSlot slot)
    {
        Slot = slot;
        _expected = !predicate.Name.StartsWith("not-", StringComparison.Ordinal);
        Place = predicate.Name switch
        {
            "preceded-by?" or "not-preceded-by?" => TextPlace.Before,
            "followed-by?" or "not-followed-by?" => TextPlace.Behind,
            _ => TextPlace.Inside,
        };
        if (!predicate.Name.EndsWith("match?", StringComparison.Ordinal))
        {
            _values = [.. predicate.Values.Select(Encoding.UTF8.GetBytes)];
            _lengths = _values.Aggregate(0ul, (bits, v) => bits | LengthBit(v.Length));
        }
        else if (!FirstByteClass.TryParse(predicate.Values[0], out _firstByte))
        {
            // No limit of time: on a busy machine a thread stands still for longer than any would be, and what is extracted depends on bytes alone.
            _regex = new Regex(predicate.Values[0], RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
        }
    }

    public CaptureSlot Slot { get; }

    public TextPlace Place { get; }

    /// <param name="text">Of the capture, or of what stands next to it, as <see cref="Place"/> says.</param>
    public bool Holds(ReadOnlySpan<byte> text) => IsTrueOf(text) == _expected;

    private static ulong LengthBit(int length) => 1ul << Math.Min(length, 63);

    private bool IsTrueOf(ReadOnlySpan<byte> text) => Place switch
    {
        TextPlace.Before => EndsWithAny(text),
        TextPlace.Behind => StartsWithAny(text),
        _ when _firstByte is not null => text.Length > 0 && _firstByte.Contains(text[0]),
        _ => _regex is null ? IsOneOf(text) : Matches(text),
    };

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

    private bool StartsWithAny(ReadOnlySpan<byte> text)
    {
        foreach (var value in _values)
        {
            if (text.StartsWith(value))
            {
                return true;
            }
        }

        return false;
    }

    private bool EndsWithAny(ReadOnlySpan<byte> text)
    {
        foreach (var value in _values)
        {
            if (text.EndsWith(value))
            {
                return true;
            }
        }

        return false;
    }

    private bool Matches(ReadOnlySpan<byte> text)
    {
        Span<char> chars = stackalloc char[MatchedMaxBytes];
        var bytes = text.Length > MatchedMaxBytes ? text[..MatchedMaxBytes] : text;
        return _regex!.IsMatch(chars[..Encoding.UTF8.GetChars(bytes, chars)]);
    }
}
