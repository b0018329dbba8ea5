using System.Runtime.InteropServices;

namespace Revdex.Segments;

/// <summary>Merges one table of several segments: the least key over all of them next, its postings renumbered and put in order.</summary>
internal sealed class TableMerge
{
    private readonly PostingTable[] _tables;
    private readonly int[][] _newBlobs;
    private readonly int[] _cursors;
    private readonly MergeHeap<ByKey> _heap;
    private readonly List<Posting> _postings = [];

    public TableMerge(IReadOnlyList<Segment> segments, TableKind table, int[][] newBlobs)
    {
        _tables = [.. segments.Select(s => s.Table(table))];
        _newBlobs = newBlobs;
        _cursors = new int[_tables.Length];
        _heap = new MergeHeap<ByKey>(_tables.Length, new ByKey(_tables, _cursors));
    }

    public void WriteTo(TableWriter to)
    {
        for (var segment = 0; segment < _tables.Length; segment++)
        {
            if (_tables[segment].KeyCount > 0)
            {
                _heap.Add(segment);
            }
        }

        while (_heap.Count > 0)
        {
            var least = _heap.Least;
            var key = _tables[least].Key(_cursors[least]);
            GatherPostings(key);
            if (_postings.Count > 0)
            {
                WritePostings(to);
                to.EndKey(key);
            }
        }
    }

    /// <summary>Takes the key's kept postings from all segments that have it and moves these on.</summary>
    private void GatherPostings(ReadOnlySpan<byte> key)
    {
        _postings.Clear();
        while (_heap.Count > 0 && _tables[_heap.Least].Key(_cursors[_heap.Least]).SequenceEqual(key))
        {
            var segment = _heap.Least;
            var reader = _tables[segment].Postings(_cursors[segment]);
            while (reader.MoveNext())
            {
                if (_newBlobs[segment][reader.Blob] is var blob and >= 0)
                {
                    _postings.Add(new Posting(blob, segment, _cursors[segment], reader.CountedStart, reader.CountedRun.Length));
                }
            }

            MoveOn(segment);
        }
    }

    private void WritePostings(TableWriter to)
    {
        var postings = CollectionsMarshal.AsSpan(_postings);
        if (postings[0].Segment != postings[^1].Segment)
        {
            postings.Sort(static (a, b) => a.Blob - b.Blob);
        }

        foreach (ref var posting in postings)
        {
            to.AddPosting(posting.Blob, _tables[posting.Segment].Postings(posting.Key).Bytes(posting.Start, posting.Length));
        }
    }

    private void MoveOn(int segment)
    {
        var (table, key) = (_tables[segment], ++_cursors[segment]);
        if (key < table.KeyCount)
        {
            if (table.Key(key - 1).SequenceCompareTo(table.Key(key)) >= 0)
            {
                throw table.KeyError(key, "keys do not ascend");
            }

            _heap.LeastMoved();
        }
        else
        {
            _heap.RemoveLeast();
        }
    }

    private readonly record struct Posting(int Blob, int Segment, int Key, int Start, int Length);

    private readonly struct ByKey(PostingTable[] tables, int[] cursors) : IComparer<int>
    {
        public int Compare(int x, int y) =>
            tables[x].Key(cursors[x]).SequenceCompareTo(tables[y].Key(cursors[y])) is var order and not 0 ? order : x - y;
    }
}
