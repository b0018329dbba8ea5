using System.Runtime.InteropServices;

namespace Revdex.Query.Tools.Search;

/// <summary>Reciprocal-rank fusion (Cormack, Clarke, Büttcher 2009): a piece counts by its places in the lanes, so that their scores need not be comparable. For one question.</summary>
internal sealed class RankFusion
{
    /// <summary>The paper's: how little the first places count more than those after them.</summary>
    private const float Damping = 60;

    private readonly Dictionary<PieceKey, FusedHit> _hits = [];

    /// <summary>Adds a lane's pieces, best first. A piece that comes again counts by its best place.</summary>
    /// <param name="weigh">What counts for less than the lane does; 1: as the lane.</param>
    public void Add(SearchLanes lane, float weight, IEnumerable<PieceHit> hits, Func<PieceHit, float> weigh)
    {
        var rank = 0;
        foreach (var hit in hits)
        {
            ref var fused = ref CollectionsMarshal.GetValueRefOrAddDefault(_hits, PieceKey.Of(hit), out var isKnown);
            if (!isKnown)
            {
                fused = new FusedHit(hit, SearchLanes.None, 0, false);
            }

            if ((fused.Lanes & lane) == 0)
            {
                fused = fused with { Lanes = fused.Lanes | lane, Score = fused.Score + (weight * weigh(hit) / (Damping + ++rank)) };
            }
        }
    }

    /// <summary>Says that pieces repeat what others have: they come last, whatever found them.</summary>
    public void AddCopies(SearchLanes lane, IEnumerable<PieceHit> hits)
    {
        foreach (var hit in hits)
        {
            ref var fused = ref CollectionsMarshal.GetValueRefOrAddDefault(_hits, PieceKey.Of(hit), out var isKnown);
            if (!isKnown || (fused.Lanes & lane) == 0)
            {
                fused = new FusedHit(isKnown ? fused.Hit : hit, (isKnown ? fused.Lanes : SearchLanes.None) | lane, isKnown ? fused.Score : 0, true);
            }
        }
    }

    public bool Has(in PieceHit hit) => _hits.ContainsKey(PieceKey.Of(hit));

    /// <summary>The best first.</summary>
    public List<FusedHit> Sorted()
    {
        var hits = _hits.Values.ToList();
        hits.Sort();
        return hits;
    }
}
