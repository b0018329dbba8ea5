using System.Buffers;

namespace Revdex.Query.Tools;

/// <summary>One definition that matched, small enough to sort by the thousand. <see cref="Rank"/> orders; the rest says where it is.</summary>
internal readonly record struct FindHit(ulong Rank, int File, int Segment, int Blob, int Symbol, int Line) : IComparable<FindHit>
{
    public int CompareTo(FindHit other)
    {
        var order = Rank.CompareTo(other.Rank);
        order = order != 0 ? order : File.CompareTo(other.File);
        order = order != 0 ? order : Line.CompareTo(other.Line);
        return order != 0 ? order : Symbol.CompareTo(other.Symbol);
    }
}

/// <summary>Counts every hit and keeps the best of them: memory is bounded by the page asked for, not by how common a name is.</summary>
internal struct BestHits(int kept) : IDisposable
{
    private readonly FindHit[] _hits = ArrayPool<FindHit>.Shared.Rent(Math.Max(64, 2 * kept));
    private int _count;
    private FindHit _worst;
    private bool _isFull;

    public long Total { get; private set; }

    /// <summary>A hit that ranks no better than this could still be among the best.</summary>
    public readonly bool MayTake(in FindHit hit) => !_isFull || hit.CompareTo(_worst) < 0;

    /// <summary>Counts a hit that cannot be among the best.</summary>
    public void Pass() => Total++;

    public void Add(in FindHit hit)
    {
        Total++;
        if (!MayTake(hit))
        {
            return;
        }

        if (_count == _hits.Length)
        {
            Shrink();
        }

        _hits[_count++] = hit;
    }

    /// <summary>The best hits in order; call it once, after the last <see cref="Add"/>.</summary>
    public ReadOnlySpan<FindHit> Sorted()
    {
        _hits.AsSpan(0, _count).Sort();
        return _hits.AsSpan(0, Math.Min(_count, kept));
    }

    public readonly void Dispose() => ArrayPool<FindHit>.Shared.Return(_hits);

    private void Shrink()
    {
        _hits.AsSpan(0, _count).Sort();
        _count = Math.Min(_count, kept);
        (_worst, _isFull) = (_hits[_count - 1], true);
    }
}
