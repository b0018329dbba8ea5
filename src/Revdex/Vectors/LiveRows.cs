using System.Numerics;

namespace Revdex.Vectors;

/// <summary>
/// Which blobs of one file count in a view, and so which rows: those that stand in one of them. Made once for a view; immutable. A bit
/// for each row and each blob.
/// </summary>
public sealed class LiveRows
{
    private const int WordBits = 64;

    private readonly ulong[] _blobs;
    private readonly ulong[] _rows;

    private LiveRows(VectorFile file, ulong[] blobs, ulong[] rows)
    {
        (File, _blobs, _rows) = (file, blobs, rows);
        Count = CountIn(0, file.RowCount);
    }

    public VectorFile File { get; }

    /// <summary>Rows that count.</summary>
    public int Count { get; }

    internal ReadOnlySpan<ulong> Words => _rows;

    /// <param name="file">Held by the caller meanwhile.</param>
    /// <param name="isLive">Whether a blob counts, by its number in the file; asked once for each.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static LiveRows Of(VectorFile file, Func<VectorFile, int, bool> isLive)
    {
        var (blobs, rows) = (new ulong[Words64(file.BlobCount)], new ulong[Words64(file.RowCount)]);
        for (var blob = 0; blob < file.BlobCount; blob++)
        {
            if (!isLive(file, blob))
            {
                continue;
            }

            Set(blobs, blob);
            var (start, end) = file.PlacesOf(blob);
            for (var place = start; place < end; place++)
            {
                Set(rows, file.RowOfPlace(place));
            }
        }

        return new LiveRows(file, blobs, rows);
    }

    public bool HasBlob(int blob) => IsSet(_blobs, blob);

    public bool HasRow(int row) => IsSet(_rows, row);

    /// <summary>How many rows of a range count.</summary>
    public int CountIn(int start, int end)
    {
        var count = 0;
        for (var word = start / WordBits; word * WordBits < end; word++)
        {
            count += BitOperations.PopCount(WordIn(_rows, word, start, end));
        }

        return count;
    }

    /// <summary>The bits of a word that lie in a range of rows.</summary>
    internal static ulong WordIn(ReadOnlySpan<ulong> words, int word, int start, int end)
    {
        var bits = words[word];
        var first = word * WordBits;
        if (first < start)
        {
            bits &= ulong.MaxValue << (start - first);
        }

        return first + WordBits > end ? bits & (ulong.MaxValue >> (first + WordBits - end)) : bits;
    }

    private static int Words64(int bits) => (bits + WordBits - 1) / WordBits;

    private static void Set(ulong[] words, int bit) => words[bit / WordBits] |= 1UL << (bit % WordBits);

    private static bool IsSet(ulong[] words, int bit) => (words[bit / WordBits] >> (bit % WordBits) & 1) != 0;
}
