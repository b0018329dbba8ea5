using System.Text;
using Revdex.Extraction;

namespace Revdex.Tests.Extraction.Documents;

public sealed class ProseScannerTests
{
    [Theory]
    [InlineData("a `Store` and `Order`", "Store Order")]
    [InlineData("`Store.Save(order, now)` waits", "Store .Save")]
    [InlineData("`shop::Order<T>`, `Order#total`, `ptr->next`", "shop .Order Order .total ptr .next")]
    [InlineData("``Store.Save``", "Store .Save")]
    [InlineData("`@Test` and `$count`", "Test count")]
    [InlineData("`src/Store.cs` and `main.go`", "Store.cs! main.go!")]
    [InlineData("`Foo.C` is no file", "Foo .C")]
    [InlineData("[a](docs/x.md#y) [b](https://x/y.md) [c](#d) [e](../lib/q.rb \"t\")", "x.md! q.rb!")]
    [InlineData("`make install` `--all` `a=b` `1.2` `a/b` ``", "")]
    [InlineData("`never closed", "")]
    [InlineData("`of\ntwo` lines `Real`", "Real")]
    [InlineData("\\`no\\` `yes`", "yes")]
    [InlineData("```x``` `` ` `` `y`", "x y")]
    public void Finds_what_is_mentioned(string text, string expected) => Assert.Equal(expected, string.Join(' ', Found(text).Select(f => f.Name)));

    [Fact]
    public void Lines_and_columns_count_from_the_text()
    {
        Assert.Equal([("a", 0, 1), ("b", 2, 4)], Found("`a`\nx\nä `b`").Select(f => (f.Name, f.Row, f.Column)));
    }

    [Fact]
    public void Any_text_ends()
    {
        const string Alphabet = "`]( ab.\n:<>()#-é/cs";
        var random = new Random(5);
        for (var i = 0; i < 3_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            Assert.All(Found(text), found => Assert.InRange(found.Name.Length, 1, text.Length + 1));
        }
    }

    private static List<(string Name, int Row, int Column)> Found(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var scanner = new ProseScanner(bytes);
        var found = new List<(string, int, int)>();
        while (scanner.MoveNext())
        {
            var name = Encoding.UTF8.GetString(bytes.AsSpan(scanner.Start..scanner.End));
            found.Add(($"{(scanner.HasReceiver ? "." : "")}{name}{(scanner.IsPath ? "!" : "")}", scanner.Row, scanner.Start - scanner.LineStart));
        }

        return found;
    }
}
