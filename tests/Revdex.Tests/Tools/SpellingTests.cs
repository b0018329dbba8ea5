using System.Text;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("limit", "limit", 0)]
    [InlineData("limt", "limit", 1)]
    [InlineData("Limit", "lIMIT", 0)]
    [InlineData("lmiit", "limit", 1)]
    [InlineData("parse", "purge", 2)]
    [InlineData("", "ab", 2)]
    public void Counts_edits(string a, string b, int edits) =>
        Assert.Equal(edits, Spelling.Distance(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b), 3));

    [Fact]
    public void Stops_above_the_most_edits_that_matter() => Assert.Equal(2, Spelling.Distance("completely"u8, "different!"u8, 1));

    [Fact]
    public void Agrees_with_the_plain_recurrence()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var (a, b) = (Word(random), Word(random));
            var expected = Plain(a, b);
            Assert.Equal(Math.Min(expected, 4), Spelling.Distance(a, b, 3));
        }
    }

    [Fact]
    public void Names_the_nearest_or_nothing()
    {
        Assert.Equal("find", Spelling.Nearest("fnid", ["outline", "find", "source"]));
        Assert.Null(Spelling.Nearest("telescope", ["outline", "find", "source"]));
    }

    private static byte[] Word(Random random) => [.. Enumerable.Range(0, random.Next(7)).Select(_ => (byte)"abAB"[random.Next(4)])];

    private static int Plain(byte[] a, byte[] b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 ? j : j == 0 ? i : Least(d, a, b, i, j);
            }
        }

        return d[a.Length, b.Length];
    }

    private static int Least(int[,] d, byte[] a, byte[] b, int i, int j)
    {
        bool Same(int x, int y) => (a[x] | 0x20) == (b[y] | 0x20);
        var least = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (Same(i - 1, j - 1) ? 0 : 1));
        return i > 1 && j > 1 && Same(i - 1, j - 2) && Same(i - 2, j - 1) ? Math.Min(least, d[i - 2, j - 2] + 1) : least;
    }
}
