using System.Text.Json;
using Revdex.Git;

namespace Revdex.Tests.Tools;

/// <summary>Commits, blame, and files that change often or together, held against git.</summary>
public sealed class HistoryToolTests
{
    [Fact]
    public async Task Commits_are_gits_and_pages_together_are_the_whole()
    {
        await using var test = Busy();
        var all = Subjects(test, "log", "--format=%s");
        Assert.Equal(all, await test.AskAsync("{}", "subject"));
        var (pages, cursor) = (new List<string>(), "");
        while (cursor is not null)
        {
            var page = await test.AnswerAsync($$"""{"limit": 4, "cursor": "{{cursor}}"}""");
            pages.AddRange(page.Each("subject"));
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        }

        Assert.Equal(all, pages);
        Assert.Equal(Subjects(test, "log", "--format=%s", "HEAD~3"), await test.AskAsync("""{"rev": "HEAD~3"}""", "subject"));
        Assert.Equal(Subjects(test, "log", "--format=%s", "--", "src"), await test.AskAsync("""{"path": "src"}""", "subject"));
        Assert.Equal(Subjects(test, "log", "--format=%s", "--", "*.py"), await test.AskAsync("""{"name": "**/*.py"}""", "subject"));
        Assert.Equal(Subjects(test, "log", "--format=%s", "--", "*.py"), await test.AskAsync("""{"path": "*.py"}""", "subject"));
        Assert.Equal(["- 1 last", "True - the merge", "- 1 side"], await test.AskAsync("""{"limit": 3}""", "merge", "files", "subject"));
    }

    [Fact]
    public async Task A_file_is_followed_through_renames_as_git_follows_it()
    {
        await using var test = HistoryFixture.Open(TestRepository.Init());
        var repository = test.Repository;
        var path = "a.txt";
        for (var i = 0; i < 12; i++)
        {
            if (i % 4 == 3)
            {
                repository.Run($"mv {path} moved{i}.txt");
                path = $"moved{i}.txt";
            }

            repository.Write(path, string.Concat(Enumerable.Range(0, 30).Select(line => $"line {line} {(line == i ? "x" : "")}\n")));
            repository.Commit($"edit {i}");
            repository.Write("other.txt", $"{i}");
            repository.Commit($"other {i}");
        }

        var answer = await test.AskAsync($$"""{"name": "{{path}}"}""", "commit", "change", "path");
        var git = repository.Run("log", "--follow", "--format=%H", "--name-status", "--", path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(2)
            .Select(pair => $"{pair[0][..12]} {pair[1][0] switch { 'A' => "added", 'R' => "renamed", _ => "modified" }} {pair[1].Split('\t')[^1]}");
        Assert.Equal(git, answer);
        Assert.Equal(12, answer.Length);
        repository.Delete(path);
        repository.Commit("gone");
        var before = await test.AskAsync($$"""{"name": "{{path}}", "rev": "HEAD~1"}""", "change", "subject");
        Assert.Equal(before.Prepend("deleted gone"), await test.AskAsync($$"""{"path": "{{path}}"}""", "change", "subject"));
    }

    [Fact]
    public async Task Files_are_counted_as_git_names_them()
    {
        await using var test = Busy();
        var names = test.Repository.Run("log", "--no-merges", "--no-renames", "--format=", "--name-only").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var expected = names.GroupBy(n => n).Where(g => File.Exists(test.Repository.FullPath(g.Key))).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}").ToList();
        Assert.Equal(expected, await test.AskAsync("""{"mode": "churn"}""", "path", "commits"));
        Assert.Equal(expected.Where(l => l.StartsWith("src/", StringComparison.Ordinal)), await test.AskAsync("""{"mode": "churn", "path": "src"}""", "path", "commits"));
        Assert.Empty(await test.AskAsync("""{"mode": "churn", "author": "nobody"}""", "path"));
        Assert.Contains("no file matches path 'a'", (await test.AnswerAsync("""{"mode": "churn", "name": "a"}""")).Notice(), StringComparison.Ordinal);
        test.Repository.Run("mv src/a.py src/z.py");
        test.Repository.Commit("rename");
        Assert.Contains($"src/z.py {int.Parse(expected.First(l => l.StartsWith("src/a.py", StringComparison.Ordinal)).Split(' ')[1]) + 1}", await test.AskAsync("""{"mode": "churn"}""", "path", "commits"));
        Assert.Contains("no merges", (await test.AnswerAsync("""{"mode": "churn"}""")).Notice(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_change_together_are_counted_in_the_commits_of_the_path()
    {
        await using var test = HistoryFixture.Open(TestRepository.Init());
        var repository = test.Repository;
        for (var i = 0; i < 8; i++)
        {
            repository.Write(i < 4 ? "src/old.py" : "src/a.py", $"def a():\n    return {(i == 4 ? 3 : i)}\n");
            if (i == 4)
            {
                repository.Delete("src/old.py");
            }

            repository.Write("always.md", $"{i}");
            repository.Write(i % 2 == 0 ? "src/even.py" : "odd.py", $"{i}");
            repository.Commit($"{i}");
        }

        for (var i = 0; i < 60; i++)
        {
            repository.Write($"many/{i}.txt", "x");
        }

        repository.Write("src/a.py", "def a():\n    pass\n");
        repository.Commit("import");
        var answer = await test.AnswerAsync("""{"name": "src/a.py", "mode": "together"}""");
        Assert.Equal(["always.md", "odd.py", "src/even.py"], answer.Each("path"));
        Assert.Equal(["8", "4", "4"], answer.Each("commits"));
        Assert.Equal(["1", "0.5", "0.5"], answer.Each("share"));
        Assert.Contains("1 commits of more than 50 files are left out", answer.Notice(), StringComparison.Ordinal);
        Assert.Equal(["always.md 8 1", "odd.py 4 0.5"], await test.AskAsync("""{"path": "src", "mode": "together"}""", "path", "commits", "share"));
        Assert.Equal(["always.md 8 1", "src/even.py 4 0.5"], (await test.AskAsync("""{"path": "*.py", "mode": "together"}""", "path", "commits", "share")).Append("src/even.py 4 0.5"));
        Assert.Contains("Give a path", await test.ErrorAsync("""{"mode": "together"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commits_behind_a_merge_that_changed_the_file_are_counted_and_merges_are_not()
    {
        await using var test = HistoryFixture.Open(TestRepository.Init());
        var repository = test.Repository;
        Save("base", 0);
        Save("more", 1);
        repository.Run("checkout -q -b side HEAD~1");
        Save("side", 2);
        repository.Run("checkout -q main");
        repository.TryRun("merge", "-q", "--no-commit", "side");
        Save("merge", 3);
        Save("after", 4);

        Assert.Equal(["partner.txt 4"], await test.AskAsync("""{"name": "a.txt", "mode": "together"}""", "path", "commits"));
        Assert.Equal(["a.txt 4", "partner.txt 4"], await test.AskAsync("""{"mode": "churn"}""", "path", "commits"));
        Assert.Equal(["- after", "True merge"], (await test.AskAsync("""{"name": "a.txt"}""", "merge", "subject"))[..2]);
        Assert.Equal(repository.Run("log", "--format=%s", "--", "a.txt").Split('\n').Order(), (await test.AskAsync("""{"name": "a.txt"}""", "subject")).Append("").Order());

        void Save(string subject, int value)
        {
            repository.Write("a.txt", $"{value}\n");
            repository.Write("partner.txt", $"{value}\n");
            repository.Commit(subject);
        }
    }

    [Fact]
    public async Task Lines_are_blamed_as_they_are_in_the_view()
    {
        await using var test = HistoryFixture.Open(TestRepository.Init());
        var repository = test.Repository;
        repository.Write("a.py", "def one():\n    return 1\n\ndef two():\n    return 2\n");
        repository.Commit("first");
        repository.Write("a.py", "def one():\n    return 1\n\ndef two():\n    return 22\n");
        repository.Commit("second");
        Assert.Equal(["1 4 first", "5 5 second"], await test.AskAsync("""{"name": "a.py", "mode": "blame"}""", "line", "end_line", "subject"));
        Assert.Equal(["4 4 first", "5 5 second"], await test.AskAsync("""{"name": "two", "mode": "blame"}""", "line", "end_line", "subject"));
        Assert.Equal(["4 4 first", "5 5 second"], await test.AskAsync("""{"name": "a.py:4", "mode": "blame"}""", "line", "end_line", "subject"));
        Assert.Equal(["2 4 first"], await test.AskAsync("""{"name": "a.py:2-4"}""", "line", "end_line", "subject"));
        Assert.Equal(["5 5 second"], await test.AskAsync("""{"name": "a.py", "mode": "blame", "since": "2023-11-14T22:15:20Z"}""", "line", "end_line", "subject"));

        repository.Write("a.py", "# new\ndef one():\n    return 1\n\ndef two():\n    return 22\n");
        string[] dirty = ["1 1 null", "2 5 first", "6 6 second"];
        Assert.Equal(dirty, await test.AskAsync("""{"name": "a.py", "mode": "blame"}""", "line", "end_line", "subject"));
        Assert.Equal(dirty[1..], await test.AskAsync("""{"name": "a.py", "mode": "blame", "author": "ADA@"}""", "line", "end_line", "subject"));
        Assert.Equal(["1 4 first", "5 5 second"], await test.AskAsync("""{"name": "a.py", "mode": "blame", "rev": ":staged"}""", "line", "end_line", "subject"));
        repository.Run("mv a.py b.py");
        repository.Run("add --all");
        Assert.Equal(dirty, await test.AskAsync("""{"name": "b.py", "mode": "blame", "rev": ":staged"}""", "line", "end_line", "subject"));
        Assert.Equal(["a.py"], (await test.AskAsync("""{"name": "b.py", "mode": "blame"}""", "old_path")).Where(p => p != "-").Distinct());
        repository.Write("untracked.py", "x\ny\n");
        Assert.Equal(["1 2 null"], await test.AskAsync("""{"path": "untracked.py", "mode": "blame"}""", "line", "end_line", "commit"));
        repository.Write("empty.py", "");
        Assert.Empty(await test.AskAsync("""{"path": "empty.py", "mode": "blame"}""", "line"));
        Assert.Contains("has 2 lines, not 7 to 9", await test.ErrorAsync("""{"name": "untracked.py:7-9"}"""), StringComparison.Ordinal);
        Assert.Contains("there is no file", await test.ErrorAsync("""{"path": "nowhere.py", "mode": "blame"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shallow_clone_says_where_it_ends_and_claims_nothing_of_what_is_before()
    {
        await using var full = Busy();
        var repository = full.Repository.Clone("--depth=2");
        await using var test = HistoryFixture.Open(repository);
        foreach (var question in new[] { "{}", """{"path": "src"}""", """{"name": "src/a.py"}""", """{"name": "a"}""", """{"mode": "churn"}""", """{"name": "src/a.py", "mode": "together"}""", """{"name": "src/a.py", "mode": "blame"}""" })
        {
            var answer = await test.AnswerAsync(question);
            Assert.True(answer.GetProperty("truncated").GetBoolean(), question);
            Assert.Equal("shallow", answer.GetProperty("truncated_reason").GetString());
            Assert.Contains("--unshallow", answer.Notice(), StringComparison.Ordinal);
        }

        Assert.Equal(Subjects(test, "log", "--format=%s"), await test.AskAsync("{}", "subject"));
        Assert.DoesNotContain("added", await test.AskAsync("""{"name": "a"}""", "change"));
        Assert.DoesNotContain("added", await test.AskAsync("""{"name": "src/a.py"}""", "change"));
        Assert.Equal("limit", (await test.AnswerAsync("""{"limit": 1}""")).GetProperty("truncated_reason").GetString());
        full.Repository.Run("config uploadpack.allowAnySHA1InWant true");
        repository.Run("fetch -q --unshallow");
        Assert.False((await test.AnswerAsync("{}")).GetProperty("truncated").GetBoolean());
        Assert.Contains("added", await test.AskAsync("""{"name": "a"}""", "change"));
    }

    [Fact]
    public async Task A_repository_without_commits_has_only_what_is_not_committed()
    {
        await using var test = HistoryFixture.Open(TestRepository.Init());
        test.Repository.Write("a.py", "def a():\n    pass\n");
        foreach (var question in new[] { "{}", """{"path": "a.py"}""", """{"mode": "churn"}""", """{"name": "a.py", "mode": "together"}""" })
        {
            var answer = await test.AnswerAsync(question);
            Assert.Equal(0, answer.Total());
            Assert.Contains("no commits yet", answer.Notice(), StringComparison.Ordinal);
        }

        Assert.Equal(["null added"], await test.AskAsync("""{"name": "a"}""", "commit", "change"));
        Assert.Equal(["1 2 null"], await test.AskAsync("""{"name": "a.py:1-2"}""", "line", "end_line", "commit"));
    }

    [Theory]
    [InlineData(ObjectFormat.Sha1)]
    [InlineData(ObjectFormat.Sha256)]
    public async Task Any_path_and_any_text_is_data(ObjectFormat format)
    {
        var repository = TestRepository.Init(format);
        byte[] latin = [.. "caf"u8, 0xE9, .. ".py"u8];
        string[] paths = ["-n.py", "--all.py", ":(top).py", "a b.py", "q\"\\.py", "[ab].py", "line\nfeed.py"];
        foreach (var path in paths)
        {
            repository.Write(path, "def f():\n    pass\n");
            repository.Commit($"of {path.Replace('\n', ' ')}");
        }

        repository.Write(latin, "def latin():\n    pass\n");
        repository.Commit("of latin");
        await using var test = HistoryFixture.Open(repository);
        foreach (var path in paths)
        {
            var name = JsonSerializer.Serialize(path);
            Assert.Equal([$"of {path.Replace('\n', ' ')}"], await test.AskAsync($$"""{"path": {{name}}}""", "subject"));
            Assert.Equal([$"of {path.Replace('\n', ' ')}"], await test.AskAsync($$"""{"path": {{name}}, "mode": "blame"}""", "subject"));
        }

        Assert.Equal(["of latin"], await test.AskAsync("""{"name": "latin"}""", "subject"));
        Assert.Equal(["of latin"], await test.AskAsync($$"""{"path": {{JsonSerializer.Serialize(GitPath.Display(latin))}}}""", "subject"));
        Assert.Contains("not UTF-8", await test.ErrorAsync("""{"name": "latin", "mode": "blame"}"""), StringComparison.Ordinal);
        foreach (var hostile in new[] { "--output=stolen", "--all", "-x", "$(touch stolen)", "\u0027;touch stolen" })
        {
            Assert.Empty(await test.AskAsync($$"""{"author": {{JsonSerializer.Serialize(hostile)}}}""", "subject"));
            Assert.Empty(await test.AskAsync($$"""{"path": {{JsonSerializer.Serialize(hostile)}}}""", "subject"));
            Assert.Contains("'since'", await test.ErrorAsync($$"""{"since": {{JsonSerializer.Serialize(hostile)}}}"""), StringComparison.Ordinal);
            Assert.NotEmpty(await test.ErrorAsync($$"""{"rev": {{JsonSerializer.Serialize(hostile)}}}"""));
        }

        Assert.Contains("control characters", await test.ErrorAsync("""{"author": "a\nb"}"""), StringComparison.Ordinal);
        Assert.Contains("NUL", await test.ErrorAsync("""{"path": "a\u0000b"}"""), StringComparison.Ordinal);
        Assert.False(File.Exists(repository.FullPath("stolen")));
    }

    [Fact]
    public async Task Authors_and_times_select()
    {
        await using var test = HistoryFixture.Open(TestRepository.Init());
        test.Repository.Write("a.py", "def a():\n    return 1\n");
        test.Repository.Commit("one");
        test.Repository.Write("a.py", "def a():\n    return 2\n");
        test.Repository.Run("add --all");
        test.Repository.Run("commit", "-q", "-m", "two", "--author=Grace <grace@example.org>");
        test.Repository.Write(".mailmap", "Rear Admiral <grace@example.org>\n");
        foreach (var question in new[] { """ "name": "a" """, """ "name": "a.py" """, """ "path": "a.py" """, """ "path": "*.py" """ })
        {
            Assert.Equal(["Rear Admiral two"], await test.AskAsync($$"""{{{question}}, "author": "admiral"}""", "author", "subject"));
            Assert.Equal(["Ada one"], await test.AskAsync($$"""{{{question}}, "author": "ada@EXAMPLE"}""", "author", "subject"));
            Assert.Equal(["two"], await test.AskAsync($$"""{{{question}}, "since": "2023-11-14T22:15:20Z"}""", "subject"));
            Assert.Empty(await test.AskAsync($$"""{{{question}}, "since": "1 day"}""", "subject"));
        }
    }

    [Theory]
    [InlineData("""{"name": "src/a.py:1-2", "mode": "log"}""", "lines have no log")]
    [InlineData("""{"mode": "blame"}""", "blame is of a symbol")]
    [InlineData("""{"name": "src/a.py", "path": "src"}""", "'name' is a path already")]
    [InlineData("""{"mode": "blames"}""", "did you mean 'blame'?")]
    [InlineData("""{"since": "soon"}""", "'since' must be a date")]
    [InlineData("""{"name": "src/none.py:3"}""", "there is no file or folder 'src/none.py'")]
    [InlineData("""{"cursor": "x"}""", "'cursor' is not one that was given out")]
    public async Task What_cannot_be_is_said(string question, string message)
    {
        await using var test = Busy();
        Assert.Contains(message, await test.ErrorAsync(question), StringComparison.Ordinal);
    }

    /// <summary>Fifteen commits on few files, one merge.</summary>
    private static HistoryFixture Busy()
    {
        var repository = TestRepository.Init();
        for (var i = 0; i < 12; i++)
        {
            repository.Write(i % 3 == 0 ? "src/a.py" : i % 3 == 1 ? "src/b.py" : "doc.md", $"def {(i % 3 == 0 ? "a" : "b")}():\n    return {i}\n");
            repository.Write("every.txt", $"{i}");
            repository.Write($"once{i}.txt", new string((char)('a' + i), 20));
            repository.Commit($"step {i}");
        }

        repository.Run("checkout -q -b side HEAD~2");
        repository.Write("side.py", "def side():\n    pass\n");
        repository.Commit("side");
        repository.Run("checkout -q main");
        repository.Run("merge", "-q", "--no-edit", "-m", "the merge", "side");
        repository.Write("src/a.py", "def a():\n    return 100\n");
        repository.Commit("last");
        return HistoryFixture.Open(repository);
    }

    private static string[] Subjects(HistoryFixture test, params string[] arguments) => test.Repository.Run(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
