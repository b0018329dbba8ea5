using System.Globalization;
using System.Text;
using Revdex.Git;

namespace Revdex.Tests.Git;

/// <summary>Our reading of <c>git log</c> against git's plumbing, asked in other ways.</summary>
public sealed class LogTests
{
    private static readonly string[] Paths = ["a", "dir/b", "dir/sub/c", "q\"uote", "line\nfeed", "-x", ":(glob)*", "t\tab", "[a]"];

    [Theory]
    [InlineData(1, ObjectFormat.Sha1)]
    [InlineData(2, ObjectFormat.Sha256)]
    [InlineData(3, ObjectFormat.Sha1)]
    public void Commits_and_their_changes_are_gits(int seed, ObjectFormat format)
    {
        using var test = TestRepository.Init(format);
        MakeHistory(test, seed);
        var repository = test.Open();
        var commits = repository.Log(new LogQuery(repository.Head()!.Value) { Diff = LogDiff.OfPaths }, default).ToList();

        Assert.Equal(Lines(test, "log", "--format=%H %ct %P", "HEAD"), commits.Select(c => $"{c.Oid} {c.Time} {string.Join(' ', c.Parents)}".TrimEnd()));
        foreach (var commit in commits.Where(c => c.Parents.Count == 1))
        {
            var changes = repository.DiffTrees(commit.Parents[0], commit.Oid);
            Assert.Equal(
                changes.Select(c => $"{c.Kind} {GitText.Latin1(c.Path)} {c.OldOid} {c.NewOid}"),
                commit.Changes.Select(c => $"{c.Kind} {GitText.Latin1(c.Path)} {c.OldOids[0]} {c.NewOid}"));
        }

        Assert.Contains(commits, c => c.IsMerge);
        Assert.Contains(commits, c => c.IsMerge && c.Changes.Count == 1 && c.Changes[0].OldOids.Count == 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_path_is_taken_literally_and_a_glob_is_ours(int seed)
    {
        using var test = TestRepository.Init();
        MakeHistory(test, seed);
        var repository = test.Open();
        foreach (var path in Paths.Append("dir"))
        {
            Assert.Equal(Lines(test, "--literal-pathspecs", "log", "--format=%H", "HEAD", "--", path), Log(repository, PathPattern.Literal(Encoding.UTF8.GetBytes(path))));
        }

        Assert.Equal(Lines(test, "log", "--format=%H", "HEAD", "--", ":(literal)dir/b", ":(literal)dir/sub/c"), Log(repository, PathPattern.Glob("dir/**"u8)));
        Assert.Equal(Lines(test, "log", "--format=%H", "HEAD", "--", ":(literal)[a]"), Log(repository, PathPattern.Glob("[*]"u8)));
    }

    [Fact]
    public void Parents_are_those_of_the_files_history()
    {
        using var test = TestRepository.Init();
        MakeHistory(test, 5);
        var repository = test.Open();
        var commits = repository.Log(
            new LogQuery(repository.Head()!.Value) { Paths = [PathPattern.Literal("a"u8)], Diff = LogDiff.Whole, HasParents = true }, default).ToList();

        Assert.Equal(Lines(test, "rev-list", "--topo-order", "--parents", "HEAD", "--", "a"), commits.Select(c => string.Join(' ', c.Parents.Prepend(c.Oid))));
    }

    [Theory]
    [InlineData(ObjectFormat.Sha1)]
    [InlineData(ObjectFormat.Sha256)]
    public void Any_bytes_can_be_in_a_name_a_path_and_a_subject(ObjectFormat format)
    {
        using var test = TestRepository.Init(format);
        byte[] path = [.. "src/caf"u8, 0xE9, .. ".c"u8];
        test.Write("src/plain.c", "text");
        test.Commit();
        test.Write(path, "text");
        test.Commit("of the path");
        Raw(test, [.. "author J"u8, 0xF6, .. "rg \xFFx <j@x> 1700000000 +0100\ncommitter C <c@x> 1700000900 -0500\n\nOne\nparagraph \x1b[31m\n\nbody\n"u8]);
        Raw(test, [.. "author  <> 1 +0000\ncommitter  <> 1 +0000\n\n"u8]);
        Raw(test, [.. "author A <a> 1 +0000\ncommitter A <a> 1 +0000\nencoding ISO-8859-1\n\ncaf"u8, 0xE9, .. "\n"u8]);
        Raw(test, [.. "author A <a> 1 +0000\ncommitter A <a> 1 +0000\n\n"u8, .. Encoding.UTF8.GetBytes(new string('é', 5000))]);
        var repository = test.Open();
        var commits = repository.Log(new LogQuery(repository.Head()!.Value) { Diff = LogDiff.OfPaths }, default).ToList();

        Assert.Equal(6, commits.Count);
        Assert.Equal(new string('é', 200) + "…", commits[0].Subject);
        Assert.Equal("café", commits[1].Subject);
        Assert.Equal(("", "", ""), (commits[2].Author, commits[2].Email, commits[2].Subject));
        Assert.Equal(("J\uFFFDrg ÿx", "j@x", "One paragraph \e[31m", 1700000900), (commits[3].Author, commits[3].Email, commits[3].Subject, commits[3].Time));
        Assert.Equal(path, commits[4].Changes.Single().Path);
        Assert.Equal([commits[4].Oid.ToString()], Log(repository, PathPattern.Literal(path)));
        Assert.Equal(2, Log(repository, PathPattern.Literal("src"u8)).Count);
        var both = repository.Log(new LogQuery(commits[0].Oid) { Paths = [PathPattern.Literal(path), PathPattern.Literal("src/plain.c"u8)] }, default);
        Assert.Equal(2, both.Count());
        Assert.Throws<RevdexException>(() => PathPattern.Literal([.. path, (byte)'\n']));
        Assert.Throws<RevdexException>(() => PathPattern.Literal("a\0b"u8));
    }

    [Fact]
    public void An_author_is_a_text_and_never_a_pattern_or_an_option()
    {
        using var test = TestRepository.Init();
        string[] authors = ["Ada <ada@x>", "A.a <other@x>", "Jörg <--all@x>", "(x <y@x>"];
        var oids = authors.Select(author => CommitAs(test, author)).ToList();
        var repository = test.Open();

        Assert.Equal([oids[0]], By("ada"));
        Assert.Equal([oids[1]], By("A.A"));
        Assert.Equal([oids[2]], By("--all"));
        Assert.Equal([oids[2]], By("JÖRG"));
        Assert.Equal([oids[3]], By("(x"));
        Assert.Equal(4, By("@X>").Count);
        Assert.Empty(By("ada\\|jörg"));

        List<Oid> By(string author) => [.. repository.Log(new LogQuery(oids[^1]) { Author = author }, default).Select(c => c.Oid)];
    }

    [Fact]
    public void A_time_limit_is_of_the_time_of_commit()
    {
        using var test = TestRepository.Init();
        MakeHistory(test, 7);
        var repository = test.Open();
        var commits = Lines(test, "log", "--format=%ct %H", "HEAD");
        var times = commits.Select(line => long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)).ToList();
        foreach (var since in new[] { times[0] + 1, times[0], times[times.Count / 2], times[^1] })
        {
            Assert.Equal(
                commits.Where((_, i) => times[i] >= since).Select(line => line.Split(' ')[1]),
                repository.Log(new LogQuery(repository.Head()!.Value) { Since = since }, default).Select(c => c.Oid.ToString()));
        }
    }

    [Fact]
    public void Settings_of_the_user_change_nothing()
    {
        using var test = TestRepository.Init();
        MakeHistory(test, 9);
        var repository = test.Open();
        var query = new LogQuery(repository.Head()!.Value) { Diff = LogDiff.OfPaths, Paths = [PathPattern.Literal("a"u8)] };
        var before = Told(test.Open());
        foreach (var (key, value) in new[]
        {
            ("log.follow", "true"), ("log.showRoot", "false"), ("log.decorate", "full"), ("log.showSignature", "true"), ("diff.renames", "copies"), ("diff.orderFile", "nowhere"),
            ("diff.relative", "true"), ("color.ui", "always"), ("log.abbrevCommit", "true"), ("log.diffMerges", "separate"), ("format.pretty", "short"), ("grep.patternType", "perl"),
        })
        {
            test.Run("config", key, value);
        }

        Assert.Equal(before, Told(test.Open()));

        List<string> Told(GitRepository from) =>
            [.. from.Log(query, default).Select(c => $"{c.Oid} {c.Subject} {string.Join(',', c.Changes.Select(x => $"{x.Kind} {GitText.Latin1(x.Path)} {x.NewOid} {string.Join(' ', x.OldOids)}"))}")];
    }

    [Fact]
    public void Stopping_and_cancelling_stop_git()
    {
        using var test = TestRepository.Init();
        for (var i = 0; i < 20; i++)
        {
            test.Commit();
        }

        var repository = test.Open();
        var query = new LogQuery(repository.Head()!.Value);
        Assert.Equal(3, repository.Log(query, default).Take(3).Count());
        using var stop = new CancellationTokenSource();
        var told = repository.Log(query, stop.Token).GetEnumerator();
        Assert.True(told.MoveNext());
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            while (told.MoveNext())
            {
                // What git had written already may still come.
            }
        });
        Assert.Throws<RevdexException>(() => repository.Log(new LogQuery(Oid.Parse(new string('1', 40))), default).ToList());
    }

    [Fact]
    public void Renames_and_where_a_shallow_clone_ends_are_told()
    {
        using var test = TestRepository.Init();
        test.Write("old.c", "one\ntwo\nthree\nfour\nfive\n");
        test.Commit();
        test.Run("mv old.c new.c");
        test.Write("new.c", "one\ntwo\nthree\nfour\nsix\n");
        var renamed = test.Commit();
        var repository = test.Open();

        var rename = Assert.Single(repository.Renames(renamed, 1, 50, default));
        Assert.Equal(("new.c", "old.c", ChangeKind.Renamed), (GitText.Latin1(rename.Path), GitText.Latin1(rename.OldPath!), rename.Kind));
        Assert.Empty(repository.Renames(renamed, 1, 100, default));
        Assert.Null(repository.Parent(renamed, 2));
        Assert.Empty(repository.ShallowCommits());
        using var clone = test.Clone("--depth=1");
        Assert.Equal([renamed], clone.Open().ShallowCommits());
    }

    /// <summary>Edits, renames, branches and merges, some of them with conflicts that are resolved to something new.</summary>
    private static void MakeHistory(TestRepository test, int seed)
    {
        var random = new Random(seed);
        test.Write("a", "first\n");
        test.Commit("first");
        for (var step = 0; step < 30; step++)
        {
            var path = Paths[random.Next(Paths.Length)];
            test.Write(path, $"{step} {random.Next(3)}\n");
            test.Commit($"step {step}\nand more");
            if (random.Next(4) == 0)
            {
                test.TryRun("mv", "--", path, $"{path}.moved{step}");
                test.Commit($"move {step}");
            }

            if (step % 6 == 5)
            {
                Merge(test, step);
            }
        }
    }

    private static void Merge(TestRepository test, int step)
    {
        test.Run($"checkout -q -b side{step} HEAD~2");
        test.Write("a", $"side {step}\n");
        test.Commit();
        test.Run("checkout -q main");
        test.Write("a", $"main {step}\n");
        test.Commit();
        test.TryRun("merge", "-q", "--no-commit", $"side{step}");
        test.Write("a", $"both {step}\n");
        test.Commit("merge");
    }

    private static Oid CommitAs(TestRepository test, string author)
    {
        test.Run("commit", "-q", "--allow-empty", "-m", "change", $"--author={author}");
        return Oid.Parse(test.Run("rev-parse HEAD").AsSpan().Trim());
    }

    /// <summary>A commit of HEAD's tree whose object is these bytes after its tree and parent.</summary>
    private static void Raw(TestRepository test, byte[] rest)
    {
        test.Write(".git/raw", [.. Encoding.UTF8.GetBytes($"tree {test.Run("rev-parse HEAD^{tree}").Trim()}\nparent {test.Run("rev-parse HEAD").Trim()}\n"), .. rest]);
        test.Run("update-ref", "HEAD", test.Run("hash-object", "--literally", "-t", "commit", "-w", ".git/raw").Trim());
    }

    private static List<string> Log(GitRepository repository, PathPattern path) =>
        [.. repository.Log(new LogQuery(repository.Head()!.Value) { Paths = [path] }, default).Select(c => c.Oid.ToString())];

    private static string[] Lines(TestRepository test, params string[] arguments) => [.. test.Run(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd())];
}
