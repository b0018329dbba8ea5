using System.Runtime.CompilerServices;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>The best of the rows that came by: by score, of equals the lesser row, so that it does not matter in which order they came.</summary>
internal sealed class TopRows
{
    private readonly float[] _scores;
    private readonly int[] _rows;
    private readonly MergeHeap<WorstFirst> _heap;

    /// <param name="capacity">How many are kept, at least one.</param>
    public TopRows(int capacity)
    {
        (_scores, _rows) = (new float[capacity], new int[capacity]);
        _heap = new MergeHeap<WorstFirst>(capacity, new WorstFirst(_scores, _rows));
    }

    public int Count => _heap.Count;

    /// <summary>What has less does not come in.</summary>
    public float ScoreMin { get; private set; } = float.NegativeInfinity;

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public ReadOnlySpan<float> Scores => _scores.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(float score, int row)
    {
        // NaN, of a damaged scale, does not come in either.
        if (score >= ScoreMin)
        {
            Add(score, row);
        }
    }

    public void Offer(TopRows other)
    {
        for (var i = 0; i < other.Count; i++)
        {
            Offer(other._scores[i], other._rows[i]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Add(float score, int row)
    {
        if (Count < _scores.Length)
        {
            (_scores[Count], _rows[Count]) = (score, row);
            _heap.Add(Count);
        }
        else if (score > ScoreMin || row < _rows[_heap.Least])
        {
            (_scores[_heap.Least], _rows[_heap.Least]) = (score, row);
            _heap.LeastMoved();
        }

        if (Count == _scores.Length)
        {
            ScoreMin = _scores[_heap.Least];
        }
    }

    private readonly struct WorstFirst(float[] scores, int[] rows) : IComparer<int>
    {
        public int Compare(int x, int y) => scores[x] != scores[y] ? scores[x].CompareTo(scores[y]) : rows[y].CompareTo(rows[x]);
    }
}
