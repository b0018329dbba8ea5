using System.Runtime.InteropServices;

namespace Revdex.Query.Tools.Search;

/// <summary>
/// Adds up what lanes say of pieces: of each a share of what its best has, times the lane's weight. Not by rank (Cormack, Clarke, Büttcher 2009, k 60): places in a list of vectors, where any
/// piece is near to some degree, then outweigh what words tell apart well, and 258 questions found less than by words alone (tests/Revdex.Benchmarks/README.md, "Search"). For one question.
/// </summary>
internal sealed class LaneFusion
{
    private readonly Dictionary<PieceKey, FusedHit> _hits = [];

    /// <summary>Adds a lane's pieces, best first. A piece that comes again counts by its best place.</summary>
    /// <param name="worth">Of a piece, and of its place from 0: 1 is the lane's best, 0 says nothing.</param>
    public void Add(SearchLanes lane, float weight, IEnumerable<PieceHit> hits, Func<PieceHit, int, float> worth)
    {
        var place = 0;
        foreach (var hit in hits)
        {
            ref var fused = ref CollectionsMarshal.GetValueRefOrAddDefault(_hits, PieceKey.Of(hit), out var isKnown);
            if (!isKnown)
            {
                fused = new FusedHit(hit, SearchLanes.None, 0, false);
            }

            if ((fused.Lanes & lane) == 0)
            {
                fused = fused with { Lanes = fused.Lanes | lane, Score = fused.Score + (weight * worth(hit, place++)) };
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
