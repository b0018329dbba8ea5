using System.Text;
using Revdex.Scip;

namespace Revdex.Tests.Scip;

public sealed class ScipIndexTests
{
    [Fact]
    public void Reads_tool_root_and_documents()
    {
        var index = ScipIndex.Read(ScipSamples.Index().ToBytes());

        Assert.Equal(("scip-typescript", "file:///elsewhere/app", 2), (index.Tool, index.ProjectRoot, index.Count));
        Assert.Equal("b.ts", Encoding.UTF8.GetString(ScipDocument.Read(index[1]).Path));
        Assert.Equal(PositionEncoding.Utf16, index.DefaultEncoding);
        Assert.Equal(PositionEncoding.Utf8, ScipIndex.Read(new ScipSketch("scip-go").ToBytes()).DefaultEncoding);
    }

    /// <summary>Packed numbers, numbers each with its tag, and the messages that replace them.</summary>
    [Fact]
    public void Reads_ranges_in_every_spelling()
    {
        Assert.Equal(new ScipRange(3, 4, 3, 9), RangeOf(ScipSketch.Field(1, [3, 4, 9])));
        Assert.Equal(new ScipRange(3, 4, 5, 1), RangeOf(ScipSketch.Field(1, [3, 4, 5, 1])));
        Assert.Equal(new ScipRange(3, 4, 3, 9), RangeOf([8, 3, 8, 4, 8, 9]));
        Assert.Equal(new ScipRange(0, 4, 0, 9), RangeOf(ScipSketch.Field(8, [16, 4, 24, 9])));
        Assert.Equal(new ScipRange(3, 4, 5, 0), RangeOf(ScipSketch.Field(9, [8, 3, 16, 4, 24, 5])));
    }

    [Theory]
    [InlineData(new byte[] { 3, 4 })]
    [InlineData(new byte[] { 3, 4, 5, 6, 7 })]
    [InlineData(new byte[] { 3, 4, 2 })]
    [InlineData(new byte[] { 3, 4, 2, 9 })]
    [InlineData(new byte[] { 3, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1 })]
    public void Refuses_what_is_no_range(byte[] numbers) => Assert.Throws<InvalidDataException>(() => RangeOf(ScipSketch.Field(1, numbers)));

    [Theory]
    [InlineData("scip-typescript npm app 1.0.0 src/`a.ts`/Box#open().", "open", "Box")]
    [InlineData("scip-typescript npm app 1.0.0 src/`a.ts`/open(+2).", "open", "")]
    [InlineData("scip-dotnet nuget . . App/Box#Size.", "Size", "Box")]
    [InlineData("scip-dotnet nuget a  b 1  2 App/Outer#Box#", "Box", "Outer")]
    [InlineData("scip-python python x 1 `a.b`/Box#", "Box", "")]
    [InlineData("scip-python python x 1 `a.b`/__init__:", "", "")]
    [InlineData("scip-typescript npm app 1 Box#`<constructor>`().", "<constructor>", "Box")]
    [InlineData("scip-typescript npm app 1 Box#open().(`a``b`)", "", "")]
    [InlineData("scip-typescript npm app 1 Box#[T]", "", "")]
    [InlineData("rust-analyzer cargo x 1 m/vec!", "vec", "")]
    [InlineData("local 7", "", "")]
    [InlineData("", "", "")]
    public void Tells_name_and_type(string symbol, string name, string container) => Assert.Equal((name, container), ScipSymbol.NamesOf(Encoding.UTF8.GetBytes(symbol)));

    [Fact]
    public void Truncated_anywhere_it_is_refused_or_shorter()
    {
        var bytes = ScipSamples.Index().ToBytes();
        var whole = 0;
        for (var length = 0; length < bytes.Length; length++)
        {
            try
            {
                whole += ScipIndex.Read(bytes.AsMemory(0, length)).Count;
            }
            catch (InvalidDataException)
            {
                whole += 0;
            }
        }

        Assert.Equal(1, whole); // Only between the two documents.
    }

    private static ScipRange RangeOf(byte[] message) => ScipOccurrence.Read(message).Range;
}
