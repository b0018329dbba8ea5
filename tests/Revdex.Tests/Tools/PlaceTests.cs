using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public sealed class PlaceTests
{
    [Theory]
    [InlineData("src/a.cs:10", "src/a.cs", 10, 0, 0)]
    [InlineData("src/a.cs:10:5", "src/a.cs", 10, 5, 0)]
    [InlineData("./src/a.cs:10-40", "src/a.cs", 10, 0, 40)]
    [InlineData("odd:7/a.cs:3", "odd:7/a.cs", 3, 0, 0)]
    public void Reads(string text, string path, int line, int column, int lineEnd)
    {
        Assert.True(Place.TryParse(text, out var place));
        Assert.Equal(new Place(path, line, column, lineEnd), place);
    }

    [Theory]
    [InlineData("Parse")]
    [InlineData("Parser::Parse")]
    [InlineData("a::1")]
    [InlineData("a.cs:")]
    [InlineData("a.cs:x")]
    [InlineData("a.cs:0")]
    [InlineData(":3")]
    public void Leaves_names_alone(string text) => Assert.False(Place.TryParse(text, out _));
}
