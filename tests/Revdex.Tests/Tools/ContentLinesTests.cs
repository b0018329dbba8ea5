using System.Text;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public sealed class ContentLinesTests
{
    [Fact]
    public void Gives_lines_in_any_order()
    {
        var lines = new ContentLines("one\r\ntwo\n\nfour"u8);
        foreach (var (line, text) in new[] { (2, "two"), (1, "one"), (4, "four"), (3, ""), (5, ""), (1, "one") })
        {
            Assert.Equal(text, Encoding.UTF8.GetString(lines.Line(line)));
        }
    }

    [Theory]
    [InlineData("abc", 2, 3)]
    [InlineData("äb", 2, 2)]
    [InlineData("😀b", 4, 3)]
    public void Columns_go_both_ways(string line, int bytes, int utf16)
    {
        Assert.Equal(utf16, ContentLines.Utf16Column(Encoding.UTF8.GetBytes(line), bytes));
        Assert.Equal(bytes, ContentLines.ByteColumn(Encoding.UTF8.GetBytes(line), utf16));
    }
}
