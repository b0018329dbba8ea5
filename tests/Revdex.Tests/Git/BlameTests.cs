using System.Text;
using Revdex.Git;

namespace Revdex.Tests.Git;

/// <summary>Our reading of <c>git blame</c> against its other form, which repeats everything on each line.</summary>
public sealed class BlameTests
{
    [Theory]
    [InlineData(1, ObjectFormat.Sha1, "dir/file.c")]
    [InlineData(2, ObjectFormat.Sha256, "-f \"q\" \\t\tab.c")]
    [InlineData(3, ObjectFormat.Sha1, ":(top)é.c")]
    public void Every_line_has_gits_commit_and_path(int seed, ObjectFormat format, string path)
    {
        using var test = TestRepository.Init(format);
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 40).Select(i => $"line {i}").ToList();
        test.Write("before \"it\" moved.c", string.Join('\n', lines));
        test.Commit("a subject\nin two lines");
        Directory.CreateDirectory(Path.GetDirectoryName(test.FullPath(path))!);
        test.Run("mv", "--", "before \"it\" moved.c", path);
        for (var i = 0; i < 12; i++)
        {
            lines[random.Next(lines.Count)] = $"edit {i}\ttab";
            lines.Insert(random.Next(lines.Count), $"insert {i}");
            test.Write(path, string.Join('\n', lines));
            test.Commit($"edit {i}");
        }

        var repository = test.Open();
        var groups = repository.Blame(Encoding.UTF8.GetBytes(path), repository.Head(), null, 1, int.MaxValue, default);

        Assert.Equal(Expected(test, path), Lines(groups));
        Assert.Contains(groups, g => g.Path.AsSpan().SequenceEqual("before \"it\" moved.c"u8));
        Assert.True(groups.Zip(groups.Skip(1)).All(p => p.First.Commit.Oid != p.Second.Commit.Oid || !p.First.Path.AsSpan().SequenceEqual(p.Second.Path)));
        Assert.Equal(Expected(test, path)[9..20], Lines(repository.Blame(Encoding.UTF8.GetBytes(path), repository.Head(), null, 10, 20, default)));
    }

    [Fact]
    public void Content_that_is_not_committed_is_held_against_head()
    {
        using var test = TestRepository.Init();
        test.Write("a.c", "one\ntwo\nthree\n");
        var first = test.Commit();
        var groups = test.Open().Blame("a.c"u8, null, "one\nnew\nthree\nlast"u8.ToArray(), 1, 4, default);

        Assert.Equal(["1-1 committed", "2-2 new", "3-3 committed", "4-4 new"], groups.Select(g => $"{g.Line}-{g.EndLine} {(g.IsUncommitted ? "new" : "committed")}"));
        Assert.Equal(first, groups[0].Commit.Oid);
        Assert.Throws<RevdexException>(() => test.Open().Blame("b.c"u8, first, null, 1, 2, default));
        Assert.Throws<RevdexException>(() => test.Open().Blame("a.c"u8, first, null, 7, 9, default));
        Assert.Throws<RevdexException>(() => test.Open().Blame([(byte)'a', 0xFF], first, null, 1, 2, default));
    }

    [Theory]
    [InlineData("plain path", "plain path")]
    [InlineData("\"a\\tb\\\"c\\\\d\"", "a\tb\"c\\d")]
    [InlineData("\"caf\\303\\251\"", "café")]
    [InlineData("\"\\001\\n\"", "\u0001\n")]
    public void Quoted_paths_are_read(string text, string path) => Assert.Equal(path, Encoding.UTF8.GetString(QuotedPath.Read(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("\"")]
    [InlineData("\"a")]
    [InlineData("\"a\\\"")]
    [InlineData("\"a\\x\"")]
    [InlineData("\"\\40\"")]
    public void Wrong_quotes_are_refused(string text) => Assert.Throws<InvalidDataException>(() => QuotedPath.Read(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("1111111111111111111111111111111111111111 1 1 1\nauthor a\n")]
    [InlineData("1111111111111111111111111111111111111111 1 x\nfilename a\n\tx\n")]
    [InlineData("1111111111111111111111111111111111111111 1 1\n\tx\n")]
    [InlineData("111 1 1\nfilename a\n\tx\n")]
    public void Damaged_output_is_refused(string text)
    {
        var reader = new RecordReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), (byte)'\n');
        if (text.Length == 0)
        {
            Assert.Empty(BlameReader.ReadAll(reader));
        }
        else
        {
            Assert.Throws<InvalidDataException>(() => BlameReader.ReadAll(reader));
        }
    }

    private static string[] Lines(IReadOnlyList<BlameGroup> groups) =>
        [.. groups.SelectMany(g => Enumerable.Range(g.Line, g.EndLine - g.Line + 1).Select(line => $"{line} {g.Commit.Oid} {g.Commit.Time} {g.Commit.Author} {g.Commit.Email} {g.Commit.Subject}"))];

    private static string[] Expected(TestRepository test, string path)
    {
        var result = new List<string>();
        var fields = new Dictionary<string, string>();
        var line = "";
        foreach (var text in test.Run("blame", "--line-porcelain", "HEAD", "--", path).Split('\n'))
        {
            if (text.StartsWith('\t'))
            {
                result.Add($"{line} {fields["committer-time"]} {fields["author"]} {fields["author-mail"].Trim('<', '>')} {fields["summary"]}");
                line = "";
            }
            else if (line.Length == 0 && text.Length > 0)
            {
                line = $"{text.Split(' ')[2]} {text.Split(' ')[0]}";
            }
            else if (text.Split(' ', 2) is [var key, var value])
            {
                fields[key] = value;
            }
        }

        return [.. result];
    }
}
