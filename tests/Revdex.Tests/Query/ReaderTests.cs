using System.Text;
using Revdex.Facts;
using Revdex.Query;
using Revdex.Tests.Query.Freshness;

namespace Revdex.Tests.Query;

public sealed class ReaderTests
{
    [Fact]
    public async Task Answers_from_the_working_tree()
    {
        await using var fixture = await BeginAsync();
        Assert.Equal(["a.py:1 a", "src/b.py:1 b"], await fixture.DefinitionsAsync());
        fixture.Repository.Write("a.py", "\ndef a2");
        fixture.Repository.Write("c.py", "def c");
        fixture.Repository.Delete("src/b.py");
        Assert.Equal(["a.py:2 a2", "c.py:1 c"], await fixture.DefinitionsAsync());
        using var state = await fixture.StateAsync();
        Assert.True(state.Info is { Dirty: true, Complete: true, Rev: "" });
        Assert.Equal(fixture.Repository.Run("rev-parse HEAD").Trim(), state.Info.Commit);
    }

    [Fact]
    public async Task Extracts_what_changed_and_nothing_else()
    {
        await using var fixture = await BeginAsync();
        using var before = await fixture.StateAsync();
        fixture.Repository.Write("a.py", "def changed");
        using var after = await fixture.StateAsync();
        fixture.Repository.Write("copy.py", "def changed");
        fixture.Repository.Commit();
        using var committed = await fixture.StateAsync();
        Assert.Equal(3, fixture.Facts.Counts.Count);
        Assert.All(fixture.Facts.Counts.Values, count => Assert.Equal(1, count));
        Assert.Equal(["a.py:1 changed", "copy.py:1 changed", "src/b.py:1 b"], ReaderFixture.Definitions(committed));
    }

    [Fact]
    public async Task A_state_stays_as_it_was()
    {
        await using var fixture = await BeginAsync();
        using var before = await fixture.StateAsync();
        for (var i = 0; i < 20; i++)
        {
            fixture.Repository.Write("a.py", $"def a{i}");
            using var after = await fixture.StateAsync();
            Assert.Contains($"a.py:1 a{i}", ReaderFixture.Definitions(after));
        }

        Assert.Equal(["a.py:1 a", "src/b.py:1 b"], ReaderFixture.Definitions(before));
    }

    [Fact]
    public async Task Few_segments_are_mounted_after_many_edits()
    {
        await using var fixture = await BeginAsync();
        for (var i = 0; i < 60; i++)
        {
            fixture.Repository.Write($"f{i % 20}.py", $"def f{i}");
            using var state = await fixture.StateAsync();
            Assert.Equal(ReaderFixture.Expected(state), ReaderFixture.Definitions(state));
        }

        // Merging goes on beside, and on a busy machine behind: it is waited for.
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var count = int.MaxValue; count > 16;)
        {
            using var state = await fixture.StateAsync();
            count = state.Segments.Count;
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"{count} segments are still mounted");
            await Task.Yield();
        }

        Assert.All(fixture.Facts.Counts.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Answers_about_any_revision()
    {
        await using var fixture = await BeginAsync();
        var repository = fixture.Repository;
        repository.Write("a.py", "def second");
        repository.Commit();
        repository.Write("a.py", "def staged");
        repository.Run("add a.py");
        repository.Write("a.py", "def third");
        Assert.Equal(["a.py:1 third", "src/b.py:1 b"], await fixture.DefinitionsAsync());
        Assert.Equal(["a.py:1 staged", "src/b.py:1 b"], await fixture.DefinitionsAsync(":staged"));
        Assert.Equal(["a.py:1 second", "src/b.py:1 b"], await fixture.DefinitionsAsync("HEAD"));
        Assert.Equal(["a.py:1 a", "src/b.py:1 b"], await fixture.DefinitionsAsync("HEAD~1"));
        repository.Run("add a.py");
        Assert.Equal(["a.py:1 third", "src/b.py:1 b"], await fixture.DefinitionsAsync(":staged"));
        using var state = await fixture.StateAsync("main~1");
        Assert.Equal(("main~1", false, true), (state.Info.Rev, state.Info.Dirty, state.Info.Complete));
        var error = await Assert.ThrowsAsync<RevdexException>(() => fixture.StateAsync("nothing").AsTask());
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public async Task Views_of_revisions_are_few()
    {
        await using var fixture = await BeginAsync();
        for (var i = 0; i < 10; i++)
        {
            fixture.Repository.Write("a.py", $"def a{i}");
            fixture.Repository.Commit();
        }

        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.Equal([$"a.py:1 a{9 - i}", "src/b.py:1 b"], await fixture.DefinitionsAsync($"HEAD~{i}"));
            }
        }
    }

    [Fact]
    public async Task A_blob_that_crashed_the_extractor_is_not_tried_again()
    {
        await using var fixture = await BeginAsync();
        fixture.Repository.Write("bad.py", "crash");
        for (var i = 0; i < 3; i++)
        {
            using var state = await fixture.StateAsync();
            Assert.True(state.Info.Complete);
            Assert.True(state.TryLocate(state.View.Find("bad.py"u8), out var mounted, out var blob));
            Assert.Equal(SkipReason.ParserCrashed, mounted.Segment.Blob(blob).Skip);
        }

        Assert.All(fixture.Facts.Counts.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task First_answers_come_while_work_goes_on()
    {
        var gate = new TaskCompletionSource();
        var facts = new LineFacts { Gate = gate.Task.WaitAsync };
        await using var fixture = await BeginAsync(options => options with { WaitForComplete = false }, facts);
        using (var state = await fixture.StateAsync())
        {
            Assert.Equal((false, 2), (state.Info.Complete, state.MissingBlobs));
            Assert.Contains("2 files", state.Notice, StringComparison.Ordinal);
            Assert.Empty(ReaderFixture.Definitions(state));
        }

        gate.SetResult();
        using var complete = await UntilCompleteAsync(fixture);
        Assert.Null(complete.Notice);
        Assert.Equal(["a.py:1 a", "src/b.py:1 b"], ReaderFixture.Definitions(complete));
    }

    [Fact]
    public async Task A_question_about_one_file_extracts_it_first()
    {
        var gate = new TaskCompletionSource();
        var repository = ReaderFixture.Small();
        for (var i = 0; i < 300; i++)
        {
            repository.Write($"many/f{i}.py", $"def f{i}");
        }

        repository.Commit();
        await using var fixture = await ReaderFixture.OpenAsync(repository, options => options with { WaitForComplete = false });
        using var state = await fixture.StateAsync(null, "many/f299.py", "many/none.py");
        Assert.True(state.TryLocate(state.View.Find("many/f299.py"u8), out _, out _));
        gate.SetResult();
    }

    [Fact]
    public async Task An_extractor_that_fails_is_a_notice()
    {
        var facts = new LineFacts { Fault = new RevdexException("no worker starts") };
        await using var fixture = await BeginAsync(null, facts);
        using var state = await fixture.StateAsync();
        Assert.False(state.Info.Complete);
        Assert.Contains("no worker starts", state.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contents_are_those_of_the_view()
    {
        await using var fixture = await BeginAsync();
        var repository = fixture.Repository;
        repository.Write("big.txt", new string('x', 3_000_000));
        repository.Write("dirty.txt", "not in git");
        using var state = await fixture.StateAsync();
        repository.Write("a.py", "def X\n"); // As long as before.
        repository.Write("dirty.txt", "not at all");
        Assert.Equal("def a\n", Text(state, "a.py"));
        Assert.Equal("def b\n", Text(state, "src/b.py"));
        using var next = await fixture.StateAsync();
        Assert.Equal("def X\n", Text(next, "a.py"));
        Assert.Equal("not at all", Text(next, "dirty.txt"));
        using var old = await fixture.StateAsync("HEAD");
        Assert.Equal("def a\n", Text(old, "a.py"));
    }

    [Fact]
    public async Task A_missing_object_is_skipped()
    {
        using var origin = ReaderFixture.Small();
        var clone = origin.Clone("--filter=blob:none", "--no-checkout");
        clone.Run("read-tree HEAD");
        await using var fixture = await ReaderFixture.OpenAsync(clone);
        using var state = await fixture.StateAsync("HEAD");
        Assert.True(state.Info.Complete);
        Assert.True(state.TryLocate(0, out var mounted, out var blob));
        Assert.Equal(SkipReason.Missing, mounted.Segment.Blob(blob).Skip);
        Assert.Null(state.ReadContent(0));
    }

    [Fact]
    public async Task Eight_threads_ask_while_files_change()
    {
        await using var fixture = await BeginAsync();
        using var stop = new CancellationTokenSource();
        var askers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var answers = 0;
            while (!stop.IsCancellationRequested)
            {
                using var state = await fixture.StateAsync();
                var names = ReaderFixture.Definitions(state);
                Assert.Equal(names.Count, names.Distinct().Count());
                answers++;
            }

            return answers;
        })).ToList();
        for (var i = 0; i < 300; i++)
        {
            fixture.Repository.Write($"f{i % 7}.py", $"def f{i}");
            using var state = await fixture.StateAsync();
            Assert.Contains($"f{i % 7}.py:1 f{i}", ReaderFixture.Definitions(state));
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(askers).WaitAsync(ReaderFixture.Timeout), answers => Assert.True(answers > 0));
    }

    [Fact]
    public async Task A_file_saved_just_before_is_in_the_answer_two_hundred_times()
    {
        await using var fixture = await BeginAsync();
        await fixture.Reader.Armed.WaitAsync(ReaderFixture.Timeout);
        for (var i = 0; i < 200; i++)
        {
            fixture.Repository.Write("a.py", $"def a{i}");
            Assert.Equal([$"a.py:1 a{i}", "src/b.py:1 b"], await fixture.DefinitionsAsync());
        }
    }

    [Fact]
    public async Task Random_edits_are_answered_as_a_reader_that_begins_now()
    {
        await using var fixture = await BeginAsync();
        var edits = new RandomEdits(fixture.Repository, 7);
        for (var step = 0; step < 60; step++)
        {
            var what = edits.Step();
            using var state = await fixture.StateAsync();
            Assert.True(ReaderFixture.Expected(state).SequenceEqual(ReaderFixture.Definitions(state)), $"step {step}: {what}");
            if (step % 10 == 9)
            {
                await using var fresh = await Reader.OpenAsync(
                    fixture.Repository.Open(), new ReaderOptions { Cache = null, WaitForComplete = true, Extract = new LineFacts().ExtractAsync }, default);
                using var expected = await fresh.StateAsync(null, null, default);
                Assert.Equal(WatchedRepository.Listing(expected.View), WatchedRepository.Listing(state.View));
                Assert.Equal(expected.Info, state.Info);
            }
        }
    }

    [Fact]
    public async Task A_question_that_is_cancelled_ends()
    {
        var facts = new LineFacts { Gate = token => Task.Delay(System.Threading.Timeout.Infinite, token) };
        await using var fixture = await BeginAsync(null, facts);
        using var cancel = new CancellationTokenSource();
        var question = fixture.Reader.StateAsync(null, null, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question.WaitAsync(ReaderFixture.Timeout));
    }

    private static async Task<QueryState> UntilCompleteAsync(ReaderFixture fixture)
    {
        using var timeout = new CancellationTokenSource(ReaderFixture.Timeout);
        while (true)
        {
            var state = await fixture.Reader.StateAsync(null, [.. new[] { "a.py", "src/b.py" }.Select(Encoding.UTF8.GetBytes)], timeout.Token);
            if (state.Info.Complete)
            {
                return state;
            }

            state.Dispose();
        }
    }

    private static string Text(QueryState state, string path) =>
        Encoding.UTF8.GetString(state.ReadContent(state.View.Find(Encoding.UTF8.GetBytes(path)))!.Value.Span);

    private static Task<ReaderFixture> BeginAsync(Func<ReaderOptions, ReaderOptions>? with = null, LineFacts? facts = null) =>
        ReaderFixture.OpenAsync(ReaderFixture.Small(), with, facts);
}
