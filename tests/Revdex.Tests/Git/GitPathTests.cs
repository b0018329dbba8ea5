using System.Text;
using Revdex.Git;

namespace Revdex.Tests.Git;

public sealed class GitPathTests
{
    [Theory]
    [InlineData(@"src/Über.cs")]
    [InlineData(@"with space ' "" and \back")]
    [InlineData("line\nfeed")]
    [InlineData(@"looks\x41escaped")]
    [InlineData(@"")]
    public void Valid_utf8_is_itself(string path)
    {
        Assert.Equal(path, GitPath.Display(Encoding.UTF8.GetBytes(path)));
        Assert.Equal(Encoding.UTF8.GetBytes(path), GitPath.Parse(path));
    }

    [Fact]
    public void Invalid_bytes_are_escaped_and_backslashes_doubled()
    {
        byte[] path = [.. "caf"u8, 0xE9, .. @"\x é"u8];

        Assert.Equal(@"caf\xe9\\x é", GitPath.Display(path));
        Assert.Equal(path, GitPath.Parse(@"caf\xe9\\x é"));
    }

    [Fact]
    public void Any_bytes_come_back()
    {
        var random = new Random(11);
        byte[] alphabet = [.. @"a/\x41ef"u8, 0x80, 0xC3, 0xA9, 0xE9, 0xF0, 0x9F, 0x98, 0x80, 0xFF];
        for (var i = 0; i < 20_000; i++)
        {
            var path = new byte[random.Next(12)];
            for (var j = 0; j < path.Length; j++)
            {
                path[j] = alphabet[random.Next(alphabet.Length)];
            }

            if (!System.Text.Unicode.Utf8.IsValid(path))
            {
                Assert.Equal(path, GitPath.Parse(GitPath.Display(path)));
            }
        }
    }
}
