using Revdex.Query.Tools.Search;

namespace Revdex.Tests.Tools.Search;

public sealed class FusionTests
{
    [Theory]
    [InlineData("RetryPolicy", QuestionKind.Name)]
    [InlineData(" Retry.Policy ", QuestionKind.Name)]
    [InlineData("retry::policy()", QuestionKind.Name)]
    [InlineData("_größe", QuestionKind.Name)]
    [InlineData("where is parseConfig called", QuestionKind.Usage)]
    [InlineData("callers of parse", QuestionKind.Usage)]
    [InlineData("Who uses the cache?", QuestionKind.Usage)]
    [InlineData("System.NullReferenceException: Object reference not set\n   at Foo.Bar(String s)", QuestionKind.Defect)]
    [InlineData("parser crashes on empty input", QuestionKind.Defect)]
    [InlineData("thread panicked at src/main.rs:12", QuestionKind.Defect)]
    [InlineData("upload doesn't resume", QuestionKind.Defect)]
    [InlineData("retry with growing pauses", QuestionKind.Concept)]
    [InlineData("how is a page of results cut", QuestionKind.Concept)]
    public void The_kind_of_a_question_is_told_by_how_it_is_written(string question, object kind) => Assert.Equal(kind, LaneWeights.KindOf(question));

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
