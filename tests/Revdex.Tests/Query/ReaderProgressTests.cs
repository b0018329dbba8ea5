using System.Collections.Concurrent;
using Revdex.Query;

namespace Revdex.Tests.Query;

/// <summary>Questions about a commit that was never indexed, from a client that listens and may take them back.</summary>
public sealed class ReaderProgressTests : IAsyncLifetime
{
    private readonly TestRepository _repository = ReaderFixture.Small();
    private readonly Reports _progress = new();
    private readonly CancellationTokenSource _takenBack = new();
    private readonly ConcurrentBag<CancellationToken> _work = [];
    private readonly SemaphoreSlim _files = new(0);
    private ReaderFixture _fixture = null!; // set by InitializeAsync, which xunit calls before each test

    /// <summary>The commit before HEAD has ten files; each waits for a permit.</summary>
    public async Task InitializeAsync()
    {
        for (var i = 0; i < 10; i++)
        {
            _repository.Write($"old/f{i}.py", $"def f{i}");
        }

        _repository.Commit();
        for (var i = 0; i < 10; i++)
        {
            _repository.Delete($"old/f{i}.py");
        }

        _repository.Commit();
        _fixture = await ReaderFixture.OpenAsync(_repository, options => options with { WaitForComplete = false });
        (await _fixture.StateAsync()).Dispose();
        _fixture.Facts.Gate = token =>
        {
            _work.Add(token);
            return _files.WaitAsync(token);
        };
    }

    public async Task DisposeAsync()
    {
        await _fixture.DisposeAsync();
        _takenBack.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task It_hears_how_far_the_work_is_and_gets_the_whole_answer()
    {
        var asked = AskAsync();
        var first = await _progress.NextAsync();
        Assert.Equal(("extract", 10), (first.Stage, first.Total));
        _files.Release(10);
        using var state = await asked;
        Assert.True(state.Info.Complete);
        Assert.Contains("old/f9.py:1 f9", ReaderFixture.Definitions(state));
    }

    [Fact]
    public async Task Others_are_answered_meanwhile()
    {
        var asked = AskAsync();
        await _progress.NextAsync();
        using var state = await _fixture.StateAsync().AsTask().WaitAsync(ReaderFixture.Timeout);
        Assert.True(state.Info.Complete);
        Assert.False(asked.IsCompleted);
        _files.Release(10);
        (await asked).Dispose();
    }

    [Fact]
    public async Task Files_that_a_question_names_are_told_one_by_one()
    {
        _files.Release(2);
        using var state = await _fixture.Reader.StateNowAsync("HEAD~1", ["old/f1.py"u8.ToArray(), "old/f2.py"u8.ToArray()], _progress, default);
        Assert.Equal([1, 2], _progress.All.Select(p => p.Done));
    }

    [Fact]
    public async Task Taken_back_the_work_ends_and_begins_again_when_somebody_asks()
    {
        var asked = AskAsync();
        await _progress.NextAsync();
        await _takenBack.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(ReaderFixture.Timeout));
        foreach (var token in _work)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, token).WaitAsync(ReaderFixture.Timeout));
        }

        _files.Release(20);
        using var state = await _fixture.Reader.StateAsync("HEAD~1", null, null, _progress, default);
        Assert.True(state.Info.Complete);
    }

    [Fact]
    public async Task Work_that_another_question_waits_for_goes_on()
    {
        var other = _fixture.Reader.StateAsync("HEAD~1", null, null, new Reports(), default).AsTask();
        var asked = AskAsync();
        await _progress.NextAsync();
        await _takenBack.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(ReaderFixture.Timeout));
        _files.Release(10);
        using var state = await other.WaitAsync(ReaderFixture.Timeout);
        Assert.True(state.Info.Complete);
        Assert.DoesNotContain(_fixture.Facts.Counts, made => made.Value > 1);
    }

    private Task<QueryState> AskAsync() => _fixture.Reader.StateAsync("HEAD~1", null, null, _progress, _takenBack.Token).AsTask();

    private sealed class Reports : IProgress<WorkProgress>
    {
        private readonly BlockingCollection<WorkProgress> _all = [];

        public IEnumerable<WorkProgress> All => _all;

        public void Report(WorkProgress value) => _all.Add(value);

        public Task<WorkProgress> NextAsync() => Task.Run(() => _all.TryTake(out var next, ReaderFixture.Timeout) ? next : throw new TimeoutException("nothing was told"));
    }
}
