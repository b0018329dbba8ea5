using Revdex.Query.Tools.Search;

namespace Revdex.Tests.Tools.Search;

public sealed class UseQuestionTests
{
    [Theory]
    [InlineData("where is parseConfig called", "parseConfig")]
    [InlineData("callers of parse", "parse")]
    [InlineData("Who uses the cache?", "cache")]
    [InlineData("who calls retry::RetryPolicy::next_delay()", "next_delay")]
    [InlineData("uses of `Retry.Policy`", "Policy")]
    [InlineData("how is list->head used by the allocator", "head")]
    [InlineData("tests for RetryPolicy and next_delay", "RetryPolicy next_delay")]
    [InlineData("an example of growing pauses", "")]
    public void It_is_told_with_the_names_that_it_asks_about(string question, string names)
    {
        Assert.True(UseQuestion.Is(question));
        Assert.Equal(names, string.Join(' ', UseQuestion.NamesIn(question)));
        Assert.Equal(names.Length > 0, SearchTerms.Of(question).AsksForUses);
    }

    [Theory]
    [InlineData("RetryPolicy")]
    [InlineData("retry with growing pauses")]
    [InlineData("how is a page of results cut")]
    [InlineData("called after an annotation is changed")]
    [InlineData("parser crashes on empty input")]
    [InlineData("fix the use of a stale RetryPolicy")]
    public void Other_questions_are_none(string question)
    {
        Assert.False(UseQuestion.Is(question));
        Assert.False(SearchTerms.Of(question).AsksForUses);
    }

    [Fact]
    public void Tests_are_preferred_where_they_are_asked_for()
    {
        Assert.True(SearchTerms.Of("tests for next_delay") is { PrefersTests: true, AsksForTests: true });
        Assert.True(SearchTerms.Of("run the tests again") is { PrefersTests: false, AsksForTests: true });
        Assert.True(SearchTerms.Of("who calls next_delay") is { PrefersTests: false, AsksForTests: false });
    }
}
