using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>Hits of several files, to be put in order: by score, then by key, each text once.</summary>
internal sealed class HitRanking
{
    private readonly VectorHit[] _hits;
    private int _count;

    /// <param name="perSource">At most so many are added for each source.</param>
    public HitRanking(IReadOnlyList<VectorSource> sources, int perSource)
    {
        var capacity = 0;
        for (var i = 0; i < sources.Count; i++)
        {
            capacity += Math.Min(perSource, sources[i].File.RowCount);
        }

        _hits = new VectorHit[capacity];
    }

    public void Add(in VectorHit hit) => _hits[_count++] = hit;

    public VectorHit[] Best(int count)
    {
        var heap = new MergeHeap<BestFirst>(_count, new BestFirst(_hits));
        for (var i = 0; i < _count; i++)
        {
            heap.Add(i);
        }

        var (best, found) = (new VectorHit[Math.Min(count, _count)], 0);
        for (; heap.Count > 0 && found < best.Length; heap.RemoveLeast())
        {
            var hit = _hits[heap.Least];
            if (!Has(best, found, hit.Key))
            {
                best[found++] = hit;
            }
        }

        return found == best.Length ? best : best[..found];
    }

    private static bool Has(VectorHit[] hits, int count, ChunkKey key)
    {
        // Those of one score, mostly of several files, are neighbours.
        for (var i = count - 1; i >= 0; i--)
        {
            if (hits[i].Key == key)
            {
                return true;
            }
        }

        return false;
    }

    private readonly struct BestFirst(VectorHit[] hits) : IComparer<int>
    {
        public int Compare(int x, int y) =>
            hits[y].Score.CompareTo(hits[x].Score) is var byScore and not 0 ? byScore : hits[x].Key.CompareTo(hits[y].Key);
    }
}
