using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>
/// The names of all symbols by blob and index, for what names its container or surroundings: a look-up instead of a search through
/// a facts message for each row. Made for a segment when first asked for (16 bytes a symbol, 0.1 us each).
/// </summary>
internal sealed class SymbolNames(IReadOnlyList<Segment> segments, TextArena texts)
{
    private readonly (int[] Starts, FixedText[] Names)?[] _bySegment = new (int[], FixedText[])?[segments.Count];

    /// <summary>None for index -1.</summary>
    /// <exception cref="InvalidDataException">The blob has no such symbol.</exception>
    public FixedText Of(int segment, int blob, int index)
    {
        if (index < 0)
        {
            return default;
        }

        var (starts, names) = _bySegment[segment] ??= Read(segments[segment]);
        return index < starts[blob + 1] - starts[blob]
            ? names[starts[blob] + index]
            : throw new InvalidDataException($"segment {segments[segment].Name}: blob {blob} has no symbol {index}");
    }

    private (int[] Starts, FixedText[] Names) Read(Segment segment)
    {
        var starts = new int[segment.BlobCount + 1];
        var names = new List<FixedText>();
        for (var blob = 0; blob < segment.BlobCount; blob++)
        {
            foreach (var symbol in segment.Facts(blob).Symbols)
            {
                names.Add(texts.Valid(symbol.Name));
            }

            starts[blob + 1] = names.Count;
        }

        return (starts, [.. names]);
    }
}
