using System.Text;
using Revdex.Git;

namespace Revdex.Tests.Git;

public sealed class TreeAttributesTests : IDisposable
{
    private static readonly string[] Folders = ["", "a/", "a/b/"];

    private static readonly string[] Paths =
        [.. from folder in (string[])["", "a/", "b/", "a/b/", "a/c/b/", "ab/"] from name in (string[])["a", "b", "ab", "a.c", "b.c", "*", "[a", "-"] select folder + name];

    private static readonly string[] Pieces =
        ["a", "b", "ab", "*", "**", "?", "/", "/", "[ab]", "[!a]", "[^b]", "[a-c]", "[]a]", "[a-]", "[[:alpha:]]", "[[:punct:]]", "[", "]", "\\a", "\\*", "\\", ".c", "*.c", "**/", "/**", "-", "!"];

    private static readonly string[] Values = ["t", "-t", "!t", "t=1", "t=", "u", "-u", "u=x=y", "m", "-m", "n", "other", "-", "b@d", "-t=1"];

    private readonly AttributesOracle _oracle = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_files_mean_what_git_takes_them_for(int seed)
    {
        var random = new Random(seed);
        var said = 0;
        for (var round = 0; round < 60; round++)
        {
            var files = Folders.Where(_ => random.Next(4) > 0).ToDictionary(folder => folder + ".gitattributes", _ => RandomFile(random));
            said += AssertAgrees(files);
        }

        Assert.True(said > 300, $"attributes of {said} paths only");
    }

    [Theory]
    [InlineData("\uFEFF* t=1\n# * -t\n\t a\tt=2\r\nb t=3\r\n")]
    [InlineData("\"a\\142\" t\n\"a\" b@d\n\"b t\n\"\\052\" t=star\n")]
    [InlineData("a t t=2 -t\n[attr]t u=1\n[attr] b t\n")]
    [InlineData("[attr]m t\n[attr]m t=2 n\n[attr]n u m\na m\nb n !t\nab -n\n")]
    [InlineData("a/ t\n/a t=1\na/b t=2\n!b t\n**/b t=3\nfoo**/b u\n")]
    public void Lines_mean_what_git_takes_them_for(string content)
    {
        AssertAgrees(new() { [".gitattributes"] = content });
        AssertAgrees(new() { ["a/.gitattributes"] = content, [".gitattributes"] = "* t=top u=top\n" });
    }

    [Fact]
    public void A_line_that_is_too_long_does_not_count()
    {
        foreach (var length in (int[])[2046, 2047, 2048, 2049])
        {
            AssertAgrees(new() { [".gitattributes"] = $"* t={new string('x', length - 4)}\na u\n" });
        }
    }

    [Fact]
    public void Many_stars_cost_no_more_than_pattern_times_text()
    {
        var pattern = WildMatch.TryCompile(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("*a", 500)) + "b"))!; // Well formed.
        Assert.False(pattern.IsMatch(Encoding.ASCII.GetBytes(new string('a', 4000))));
    }

    public void Dispose() => _oracle.Dispose();

    /// <returns>How many attributes have a value.</returns>
    private int AssertAgrees(Dictionary<string, string> files)
    {
        string[] wanted = ["t", "u"];
        _oracle.Write(files);
        var expected = _oracle.Ask(Paths, wanted);
        var attributes = new TreeAttributes(wanted, files.Select(f =>
            (Encoding.UTF8.GetBytes(f.Key[..^".gitattributes".Length]), (IReadOnlyList<AttributeLine>)AttributesFile.Read(Encoding.UTF8.GetBytes(f.Value), isTop: f.Key == ".gitattributes"))));
        var values = new AttributeValue[wanted.Length];
        foreach (var path in Paths)
        {
            attributes.Resolve(Encoding.UTF8.GetBytes(path), values);
            for (var i = 0; i < wanted.Length; i++)
            {
                var actual = values[i].State == AttributeState.Valued ? values[i].Text : values[i].State.ToString().ToLowerInvariant();
                Assert.True(expected[(path, wanted[i])] == actual, $"{path} {wanted[i]}: {actual}, not {expected[(path, wanted[i])]}\n{string.Join('\n', files.Select(f => $"{f.Key}:\n{f.Value}"))}");
            }
        }

        return expected.Values.Count(value => value != "unspecified");
    }

    private static string RandomFile(Random random)
    {
        var text = new StringBuilder();
        for (var line = random.Next(1, 6); line > 0; line--)
        {
            text.Append(random.Next(6) == 0 ? (random.Next(2) == 0 ? "[attr]m" : "[attr]n") : string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pieces[random.Next(Pieces.Length)])));
            for (var value = random.Next(1, 4); value > 0; value--)
            {
                text.Append(' ').Append(Values[random.Next(random.Next(3) == 0 ? Values.Length : 10)]);
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
