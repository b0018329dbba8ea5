using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public sealed class CursorTests
{
    private static readonly ToolDefinition Find = ToolSet.Named("find");

    [Fact]
    public void Continues_the_question_that_gave_it()
    {
        var question = ToolArguments.FromTexts(Find, [new("name", "x"), new("limit", "7")]);
        var cursor = Cursor.At(question, 1234);
        Assert.Equal(1234, Cursor.Offset(With("x", cursor)));
        Assert.Equal(0, Cursor.Offset(question));
    }

    [Fact]
    public void Is_refused_by_another_question()
    {
        var cursor = Cursor.At(ToolArguments.FromTexts(Find, [new("name", "x")]), 10);
        var e = Assert.Throws<RevdexException>(() => Cursor.Offset(With("y", cursor)));
        Assert.Equal("'cursor' belongs to another question (repeat the same arguments with it)", e.Message);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAA")]
    [InlineData("____________")]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("äöüäöüäöüäöü")]
    [InlineData("AQ AAAAAAAAA")]
    public void Is_refused_when_malformed(string cursor)
    {
        var e = Assert.Throws<RevdexException>(() => Cursor.Offset(With("x", cursor)));
        Assert.StartsWith("'cursor' is not one that was given out", e.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, e.ExitCode);
    }

    private static ToolArguments With(string name, string cursor) => ToolArguments.FromTexts(Find, [new("name", name), new("cursor", cursor)]);
}
