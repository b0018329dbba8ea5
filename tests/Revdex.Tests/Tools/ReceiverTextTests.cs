using System.Text;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public sealed class ReceiverTextTests
{
    [Theory]
    [InlineData("this._reader.|Read()", "this._reader")]
    [InlineData("return foo.|Bar()", "foo")]
    [InlineData("a?.|b", "a")]
    [InlineData("a!.|b", "a")]
    [InlineData("p->q->|r", "p->q")]
    [InlineData("ns::Type::|Make", "ns::Type")]
    [InlineData("list[i + 1].|Name", "list[i + 1]")]
    [InlineData("Get(a, b).|Name", "Get(a, b)")]
    [InlineData("if (x) foo.|Bar", "foo")]
    [InlineData("builder\n    .Add(1)\n    .|Build()", "builder\n    .Add(1)")]
    [InlineData("(a + b).|C", "(a + b)")]
    [InlineData("x = |y", "")]
    [InlineData("|y", "")]
    [InlineData("größe.|länge", "größe")]
    [InlineData("$this->|run()", "$this")]
    public void Reads_back(string text, string receiver)
    {
        var at = Encoding.UTF8.GetByteCount(text[..text.IndexOf('|', StringComparison.Ordinal)]);
        var content = Encoding.UTF8.GetBytes(text.Replace("|", "", StringComparison.Ordinal));
        Assert.Equal(receiver, Encoding.UTF8.GetString(ReceiverText.Before(content, at)));
    }
}
