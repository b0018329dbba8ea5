using Revdex.Extraction;
using Revdex.Query;
using Revdex.Query.Answers;
using Revdex.Query.Tools;
using Revdex.Snapshots;
using Revdex.Tests.Query;
using Revdex.Tests.Tools;
using Revdex.Trust;

namespace Revdex.Tests.Answers;

/// <summary>Which answers are kept, and when they are given again.</summary>
public sealed class KeptAnswersTests
{
    private const string Graph = """{"name": "base", "depth": 3}""";

    [Fact]
    public void What_writes_or_tells_of_the_moment_is_never_kept() =>
        Assert.Equal(["notes", "status"], ToolSet.All.Where(t => t.Keeping == AnswerKeeping.Never).Select(t => t.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task An_answer_about_a_commit_is_given_again_however_the_commit_is_named()
    {
        await using var test = new KeptRepository(Calls());
        var commit = test.Git.Run("rev-parse HEAD").Trim();
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("graph", $$"""{"name": "base", "depth": 3, "rev": "{{commit}}"}"""));
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("graph", $$"""{"name": "base", "depth": 3, "rev": "HEAD"}"""));
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("graph", """{"rev": "main", "depth": 3, "limit": 100, "name": "base"}"""));
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("graph", Graph)); // The clean tree.
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("graph", """{"name": "base", "depth": 3, "rev": ":staged"}"""));
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("graph", """{"name": "base", "depth": 2}"""));
        test.Git.Write("more.py", "def more():\n    base()\n");
        test.Git.Commit();
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("graph", """{"name": "base", "depth": 3, "rev": "HEAD"}"""));
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("graph", """{"name": "base", "depth": 3, "rev": "HEAD~1"}"""));
    }

    [Fact]
    public async Task A_kept_answer_of_a_commit_needs_no_facts()
    {
        await using var test = new KeptRepository(Calls());
        var rev = """{"name": "base", "rev": "HEAD~1"}""";
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("references", rev));
        var options = new ReaderOptions { Cache = test.Cache, WaitForComplete = true, Watch = false, Extract = (_, _, _, _) => throw new InvalidOperationException("nothing is to be extracted") };
        await using var reader = await Reader.OpenAsync(test.Git.Open(), options, default);
        var answer = new System.Buffers.ArrayBufferWriter<byte>();
        await new ToolRunner(Task.FromResult(reader)).RunAsync(ToolArgumentsTests.Parse(ToolSet.Named("references"), rev), answer, null, default);
        var json = System.Text.Json.JsonElement.Parse(answer.WrittenSpan);
        Assert.True(json.GetProperty("cached").GetBoolean());
        Assert.True(json.GetProperty("view").GetProperty("complete").GetBoolean());
        Assert.Equal("HEAD~1", json.GetProperty("view").GetProperty("rev").GetString());
    }

    /// <summary>Its snapshot may have what compilers say, or vectors, and leaves no mark in the cache.</summary>
    [Fact]
    public async Task A_reader_of_a_pull_request_gives_none_before_it_has_the_view()
    {
        await using var test = new KeptRepository(Calls());
        await using var asked = new AskedRepository(test.Git.Clone(), o => test.Keeping(o) with { PullRequest = 7 });
        Assert.Equal(("", ""), Told(test.Reader));
        Assert.Equal((null, null), Told(await asked.Reader));

        static (string? Parts, string? Model) Told(Reader reader) => (AnswerInputs.OfCommit(reader).Now(DependencyKind.Parts, ""), AnswerInputs.OfCommit(reader).Now(DependencyKind.Model, ""));
    }

    [Fact]
    public async Task Pages_go_on_in_the_words_of_each_question()
    {
        await using var test = new KeptRepository(Calls());
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("graph", """{"name": "base", "depth": 3, "limit": 1, "rev": "main"}"""));
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("graph", """{"name": "base", "depth": 3, "limit": 1}"""));
        var cursor = (await test.AnswerAsync("graph", """{"name": "base", "depth": 3, "limit": 1}""")).GetProperty("next_cursor").GetString();
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("graph", $$"""{"name": "base", "depth": 3, "limit": 1, "cursor": "{{cursor}}"}"""));
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("graph", $$"""{"name": "base", "depth": 3, "limit": 1, "cursor": "{{cursor}}"}"""));
    }

    [Fact]
    public async Task An_edit_invalidates_what_was_made_from_the_file_and_nothing_else()
    {
        await using var test = new KeptRepository(Calls());
        test.Git.Write("note.txt", "dirty");
        const string Lines = """{"name": "a.py:1", "mode": "log"}""";
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("history", Lines));
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("graph", Graph));
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("history", Lines));
        test.Git.Write("note.txt", "other");
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("history", Lines));
        Assert.Equal(AnswerOutcome.Invalidated, await test.AskAsync("graph", Graph)); // Of the whole view.
        test.Git.Write("a.py", "def base():\n    return 3\n");
        Assert.Equal(AnswerOutcome.Invalidated, await test.AskAsync("history", Lines));
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("history", Lines));
        Assert.Equal(AnswerOutcome.Invalidated, await test.AskAsync("graph", Graph));
    }

    [Fact]
    public async Task A_change_to_what_a_part_was_made_from_invalidates_what_was_built_on_it()
    {
        await using var test = new KeptRepository(Calls());
        const string Blame = """{"name": "base", "mode": "blame"}""";
        test.Git.Write("note.txt", "dirty");
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("history", Blame));
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("history", Blame));
        Assert.All(test.Files().Select(File.ReadAllBytes), bytes => Assert.Equal(KeptAnswerFormat.Read(bytes, null, "").Tool == "history", KeptAnswerFormat.Read(bytes, null, "").BuiltFrom.Count == 1));

        // The same lines by another question: it is built upon the part that is kept.
        var built = test.Count(AnswerOutcome.BuiltUpon);
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("history", """{"name": "a.py:1-2"}"""));
        Assert.Equal(built + 1, test.Count(AnswerOutcome.BuiltUpon));

        // Nothing that the question itself depends on: only the part does.
        test.Git.Write(".git/skip", test.Git.Run("rev-parse", "HEAD"));
        test.Git.Run("config", "blame.ignoreRevsFile", test.Git.FullPath(".git/skip"));
        Assert.Equal(AnswerOutcome.Invalidated, await test.AskAsync("history", Blame));
        Assert.Equal(AnswerOutcome.Hit, await test.AskAsync("history", Blame));
        test.Git.Write(".git/mailmap", "Grace <grace@example.org> <ada@example.org>\n");
        test.Git.Run("config", "mailmap.file", test.Git.FullPath(".git/mailmap"));
        Assert.Equal(AnswerOutcome.Invalidated, await test.AskAsync("history", Blame));
        Assert.Contains("Grace", (await test.AnswerAsync("history", Blame)).GetRawText(), StringComparison.Ordinal);
        test.Git.Write(".git/mailmap", "Edith <edith@example.org> <ada@example.org>\n");
        Assert.Equal(AnswerOutcome.Invalidated, await test.AskAsync("history", Blame));
    }

    [Fact]
    public async Task History_of_a_symbol_is_built_upon_what_is_committed()
    {
        await using var test = new KeptRepository(Calls());
        const string Log = """{"name": "base"}""";
        test.Git.Write("note.txt", "dirty");
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("history", Log));
        test.Git.Write("note.txt", "other");
        var built = test.Count(AnswerOutcome.BuiltUpon);
        Assert.Equal(AnswerOutcome.Invalidated, await test.AskAsync("history", Log)); // Another file may define it now; what was committed stays.
        Assert.Equal(built + 1, test.Count(AnswerOutcome.BuiltUpon));
        test.Git.Write("a.py", "# before\ndef base():\n    return 4\n");
        Assert.Equal(AnswerOutcome.Invalidated, await test.AskAsync("history", Log));
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("history", """{"name": "base", "limit": 1}"""));
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("history", """{"name": "base", "author": "ada"}"""));
    }

    [Theory]
    [InlineData("sql", """{"query": "SELECT count(*) AS n, now() IS NULL AS never FROM symbols"}""")]
    [InlineData("history", """{"name": "base", "since": "3 months"}""")]
    public async Task What_hangs_by_the_moment_is_declined(string tool, string arguments)
    {
        await using var test = new KeptRepository(Calls());
        Assert.Equal(AnswerOutcome.Declined, await test.AskAsync(tool, arguments));
        Assert.Equal(AnswerOutcome.Declined, await test.AskAsync(tool, arguments));
    }

    [Fact]
    public async Task A_branch_that_moves_is_another_base()
    {
        await using var test = new KeptRepository(Calls());
        test.Git.Run("branch other HEAD~1");
        const string Changes = """{"rev": "main", "base": "other"}""";
        Assert.Equal(AnswerOutcome.Miss, await test.AskAsync("changes", Changes));
        test.Git.Run("branch -f other HEAD~2");
        Assert.Equal(AnswerOutcome.Invalidated, await test.AskAsync("changes", Changes));
    }

    [Fact]
    public async Task Cheap_answers_are_declined()
    {
        await using var test = new KeptRepository(Calls());
        await using var asked = new AskedRepository(test.Git.Clone(), o => test.Keeping(o) with { KeepsAnswersFrom = TimeSpan.FromDays(1) });
        await asked.AnswerAsync("graph", Graph);
        Assert.Equal(1, (await asked.Reader).Answers!.Counts.Read()[(int)AnswerOutcome.Declined]);
        Assert.Empty(test.Files());
    }

    [Fact]
    public async Task Status_counts_what_became_of_questions()
    {
        await using var test = new KeptRepository(Calls());
        await test.AnswerAsync("graph", Graph);
        await test.AnswerAsync("graph", Graph);
        var answers = (await test.AnswerAsync("status", "{}")).GetProperty("results")[0].GetProperty("answers");
        Assert.Equal((1, 1, 1), (answers.GetProperty("hit").GetInt32(), answers.GetProperty("miss").GetInt32(), answers.GetProperty("kept").GetInt32()));
        Assert.Equal(new FileInfo(Assert.Single(test.Files())).Length, answers.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task Answers_made_from_what_a_key_signed_go_with_the_key()
    {
        await using var test = new KeptRepository(Calls());
        await test.AnswerAsync("graph", Graph);
        var file = Assert.Single(test.Files());
        var answer = KeptAnswerFormat.Read(File.ReadAllBytes(file), null, file);
        using var key = SigningKey.New();
        using var other = SigningKey.New();
        using var cache = LocalCache.Open(test.Cache);
        var inputs = AnswerInputs.OfCommit(test.Reader);
        foreach (var (signers, isGiven) in new[] { (new[] { key.PublicKey.Id }, true), ([other.PublicKey.Id], false), (["unsigned"], false), (Array.Empty<string>(), true) })
        {
            File.WriteAllBytes(file, KeptAnswerFormat.Write(answer with { Signers = signers }));
            await using var strict = new AnswerCache(cache, TrustPolicy.Of(TrustedKeys.None.With(key.PublicKey)), TimeSpan.Zero);
            Assert.Equal(isGiven, strict.Find(answer.Key, inputs).Answer is not null);
            await using var anyone = new AnswerCache(cache, TrustPolicy.Anyone, TimeSpan.Zero);
            Assert.NotNull(anyone.Find(answer.Key, inputs).Answer);
        }
    }

    [Fact]
    public async Task Clean_up_takes_what_was_not_used_longest()
    {
        await using var test = new KeptRepository(Calls());
        foreach (var depth in new[] { 1, 2, 3 })
        {
            await test.AnswerAsync("graph", $$"""{"name": "base", "depth": {{depth}}}""");
        }

        var files = test.Files();
        for (var i = 0; i < files.Length; i++)
        {
            File.SetLastWriteTimeUtc(files[i], DateTime.UtcNow.AddDays(-i));
        }

        using var cache = LocalCache.Open(test.Cache with { BudgetBytes = (new FileInfo(files[0]).Length + new FileInfo(files[1]).Length) * 10 });
        cache.Maintain();
        Assert.Equal(files[..2], test.Files());
    }

    private static TestRepository Calls()
    {
        var git = TestRepository.Init();
        foreach (var (i, text) in new[] { "1", "2", "1 + 1" }.Index())
        {
            git.Write("a.py", $"def base():\n    return {text}\n");
            git.Write("b.py", $"from a import base\n\ndef middle():\n    return base() + {i}\n\ndef top():\n    return middle()\n");
            git.Commit($"step {i}");
        }

        return git;
    }
}
