using System.Runtime.CompilerServices;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// The occurrences table of a segment the other way round: blob → the names used in it, which is what callees are answered from. Eight bytes for each
/// pair of name and blob; made once for a segment by one pass over its postings when first asked for, and gone with the segment.
/// </summary>
internal sealed class BlobNames
{
    private static readonly ConditionalWeakTable<Segment, Lazy<BlobNames>> BySegment = [];

    private readonly int[] _starts;
    private readonly (int Key, int At)[] _entries;

    private BlobNames(Segment segment)
    {
        var table = segment.Table(TableKind.Occurrences);
        _starts = new int[segment.BlobCount + 1];
        for (var key = 0; key < table.KeyCount; key++)
        {
            var postings = table.Postings(key);
            while (postings.MoveNext())
            {
                _starts[postings.Blob + 1]++;
            }
        }

        for (var blob = 0; blob < segment.BlobCount; blob++)
        {
            _starts[blob + 1] = checked(_starts[blob + 1] + _starts[blob]);
        }

        _entries = new (int, int)[_starts[^1]];
        Fill(table, _starts.AsSpan(..^1).ToArray());
    }

    /// <summary>The caller holds a lease on the segment.</summary>
    public static BlobNames Of(Segment segment) => BySegment.GetValue(segment, static s => new Lazy<BlobNames>(() => new BlobNames(s))).Value;

    /// <summary>The names used in a blob, ascending, as keys of the occurrences table, each with where its run is: see <see cref="PostingReader.RunAt"/>.</summary>
    public ReadOnlySpan<(int Key, int At)> Of(int blob) => _entries.AsSpan(_starts[blob].._starts[blob + 1]);

    /// <summary>Where the run of a name in a blob is; -1 where it has none.</summary>
    public int Find(int blob, int key)
    {
        var (low, high) = (_starts[blob], _starts[blob + 1] - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_entries[middle].Key == key)
            {
                return _entries[middle].At;
            }

            (low, high) = _entries[middle].Key < key ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private void Fill(in PostingTable table, int[] next)
    {
        for (var key = 0; key < table.KeyCount; key++)
        {
            var postings = table.Postings(key);
            while (postings.MoveNext())
            {
                _entries[next[postings.Blob]++] = (key, postings.CountedStart);
            }
        }
    }
}
