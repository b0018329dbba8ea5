namespace Revdex.Segments;

/// <summary>A binary heap of numbered cursors, least first by a comparison that the cursors' owner supplies.</summary>
internal sealed class MergeHeap<TComparer>(int capacity, TComparer comparer)
    where TComparer : struct, IComparer<int>
{
    private readonly int[] _cursors = new int[capacity];

    public int Count { get; private set; }

    /// <summary>The least cursor.</summary>
    public int Least => _cursors[0];

    public void Add(int cursor)
    {
        var at = Count++;
        for (; at > 0 && comparer.Compare(cursor, _cursors[(at - 1) / 2]) < 0; at = (at - 1) / 2)
        {
            _cursors[at] = _cursors[(at - 1) / 2];
        }

        _cursors[at] = cursor;
    }

    /// <summary>Puts the least cursor where it belongs now that it moved on.</summary>
    public void LeastMoved() => SiftDown(_cursors[0]);

    public void RemoveLeast()
    {
        Count--;
        if (Count > 0)
        {
            SiftDown(_cursors[Count]);
        }
    }

    private void SiftDown(int cursor)
    {
        var at = 0;
        for (int child; (child = 2 * at + 1) < Count; at = child)
        {
            if (child + 1 < Count && comparer.Compare(_cursors[child + 1], _cursors[child]) < 0)
            {
                child++;
            }

            if (comparer.Compare(cursor, _cursors[child]) <= 0)
            {
                break;
            }

            _cursors[at] = _cursors[child];
        }

        _cursors[at] = cursor;
    }
}
