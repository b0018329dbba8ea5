using System.Text;
using System.Text.RegularExpressions;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public sealed class GlobTests
{
    [Theory]
    [InlineData("src/*.cs", "src/A.cs", true)]
    [InlineData("src/*.cs", "src/sub/A.cs", false)]
    [InlineData("src/**/*.cs", "src/A.cs", true)]
    [InlineData("src/**/*.cs", "src/a/b/A.cs", true)]
    [InlineData("src/**", "src/a/b", true)]
    [InlineData("src/**", "lib/a", false)]
    [InlineData("**/test/**", "a/test/b", true)]
    [InlineData("**/test/**", "test/b", true)]
    [InlineData("**/test/**", "attest/b", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("*", "", true)]
    [InlineData("a**c", "abc", true)]
    [InlineData("a**c", "a/c", false)]
    public void Matches(string glob, string path, bool expected) =>
        Assert.Equal(expected, Glob.Matches(Encoding.UTF8.GetBytes(glob), Encoding.UTF8.GetBytes(path)));

    [Fact]
    public void Agrees_with_a_regular_expression()
    {
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var glob = string.Join('/', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => random.Next(4) == 0 ? "**" : Text(random, ["a", "b", "*", "?"], 4)));
            var path = Text(random, ["a", "b", "/"], 8);
            var pattern = "^" + Regex.Replace(glob, @"(?<=^|/)\*\*/|(?<=^|/)\*\*$|\*|\?", m => m.Value switch { "**/" => "(.*/)?", "**" => ".*", "*" => "[^/]*", _ => "[^/]" }) + "$";
            var expected = Regex.IsMatch(path, pattern);
            Assert.True(expected == Glob.Matches(Encoding.UTF8.GetBytes(glob), Encoding.UTF8.GetBytes(path)), $"{glob} on {path}: {expected}");
        }
    }

    [Fact]
    public void Many_stars_stay_fast()
    {
        var glob = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("**/a*", 200)));
        var path = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a/", 2000)) + "b");
        Assert.False(Glob.Matches(glob, path));
    }

    private static string Text(Random random, string[] parts, int max) =>
        string.Concat(Enumerable.Range(0, random.Next(max)).Select(_ => parts[random.Next(parts.Length)]));
}
