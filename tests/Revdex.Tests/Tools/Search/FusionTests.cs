using Revdex.Query.Tools.Search;

namespace Revdex.Tests.Tools.Search;

public sealed class FusionTests
{
    [Fact]
    public void What_several_lanes_find_comes_before_what_one_finds_first()
    {
        var fusion = new LaneFusion();
        fusion.Add(SearchLanes.Text, 1, [Hit(1), Hit(2), Hit(3)], (_, place) => 1 - (0.2f * place));
        fusion.Add(SearchLanes.Vectors, 0.5f, [Hit(4), Hit(2), Hit(4)], (_, place) => 1 - (0.2f * place));
        var sorted = fusion.Sorted();
        Assert.Equal([(2, SearchLanes.Text | SearchLanes.Vectors), (1, SearchLanes.Text), (3, SearchLanes.Text), (4, SearchLanes.Vectors)], sorted.Select(hit => (hit.Hit.File, hit.Lanes)));
        Assert.Equal(0.8f + (0.5f * 0.8f), sorted[0].Score, 1e-6f);
    }

    [Fact]
    public void Weights_of_lanes_and_of_results_count()
    {
        var fusion = new LaneFusion();
        fusion.Add(SearchLanes.Text, 1, [Hit(1), Hit(2)], (_, place) => 1 - (0.2f * place));
        fusion.Add(SearchLanes.Vectors, 0.75f, [Hit(3), Hit(4)], (hit, _) => hit.File == 3 ? 0.5f : 1);
        Assert.Equal([1, 2, 4, 3], fusion.Sorted().Select(hit => hit.Hit.File));
    }

    [Fact]
    public void Copies_come_last_whatever_found_them()
    {
        var fusion = new LaneFusion();
        fusion.Add(SearchLanes.Text, 1, [Hit(1), Hit(2)], (_, _) => 1);
        fusion.Add(SearchLanes.Vectors, 1, [Hit(2), Hit(3)], (_, _) => 1);
        fusion.AddCopies(SearchLanes.Vectors, [Hit(1), Hit(4), Hit(3)]);
        Assert.Equal([(2, false), (3, false), (1, true), (4, true)], fusion.Sorted().Select(hit => (hit.Hit.File, hit.IsCopy)));
        Assert.True(fusion.Has(Hit(4)) && !fusion.Has(Hit(5)));
    }

    private static PieceHit Hit(int file) => new(0, file, new FilePiece(0, 10, 1, 2, 7), 1);
}
