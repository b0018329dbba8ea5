using System.Text;
using Revdex.Cli.Mcp;

namespace Revdex.Tests.Mcp;

public sealed class LineOutputTests
{
    [Fact]
    public void Parts_of_a_line_wait_for_its_end()
    {
        using var to = new MemoryStream();
        using var output = new LineOutput(to);
        output.Write("{\"a\""u8);
        output.WriteLine("{quick}\n"u8);
        output.Write(":1}\n{\"b\""u8);
        output.WriteLine("{quick}\n"u8);
        output.Write(":2}"u8);
        output.Write("\n"u8);
        Assert.Equal("{quick}\n{\"a\":1}\n{quick}\n{\"b\":2}\n", Encoding.UTF8.GetString(to.ToArray()));
    }
}
