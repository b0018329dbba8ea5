using Revdex.Git;
using Revdex.Hooks;

namespace Revdex.Tests.Hooks;

public sealed class HookRunTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly TestRepository _test = TestRepository.Init();
    private readonly List<Oid> _indexed = [];
    private readonly StringWriter _log = new();

    [Fact]
    public async Task Indexes_head()
    {
        var head = _test.Commit();

        await Run(Record).WaitAsync(Timeout);

        Assert.Equal([head], _indexed);
        Assert.Contains($"post-commit: indexed {head}", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_without_commits_is_nothing_to_index()
    {
        await Run(Record).WaitAsync(Timeout);
        Assert.Empty(_indexed);
    }

    [Fact]
    public async Task However_many_ask_while_one_is_at_work_it_runs_once_more()
    {
        _test.Commit();
        var isAtWork = new TaskCompletionSource();
        var mayGoOn = new TaskCompletionSource();
        var first = Run(async oid =>
        {
            _indexed.Add(oid);
            isAtWork.TrySetResult();
            await mayGoOn.Task;
        });
        await isAtWork.Task.WaitAsync(Timeout);

        var last = _test.Commit();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Run(oid => throw new InvalidOperationException($"a second one indexes {oid}")))).WaitAsync(Timeout);
        mayGoOn.SetResult();
        await first.WaitAsync(Timeout);

        Assert.Equal(2, _indexed.Count);
        Assert.Equal(last, _indexed[1]);
    }

    [Fact]
    public async Task Of_a_stampede_the_last_commit_is_always_indexed()
    {
        for (var round = 0; round < 10; round++)
        {
            _test.Commit();
            var early = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Run(Record))).ToList();
            var last = _test.Commit();
            await Task.WhenAll([.. early, .. Enumerable.Range(0, 4).Select(_ => Task.Run(() => Run(Record)))]).WaitAsync(Timeout);

            Assert.Equal(last, _indexed[^1]);
        }
    }

    [Fact]
    public async Task During_a_rebase_it_waits_for_the_final_head()
    {
        StopRebaseAtConflict();
        var waiting = Run(Record);
        Assert.False(waiting.IsCompleted);

        _test.Write("file", "resolved");
        _test.Run("add file");
        _test.Run("rebase --continue");
        await waiting.WaitAsync(Timeout);

        Assert.Equal([Oid.Parse(_test.Run("rev-parse side").Trim())], _indexed);
    }

    [Fact]
    public async Task A_rebase_that_stays_stopped_is_left_to_the_hook_at_its_end()
    {
        StopRebaseAtConflict();
        var marker = Directory.CreateDirectory(_test.FullPath(".git/rebase-merge/revdex-waits"));

        await Run(Record, TimeSpan.Zero).WaitAsync(Timeout);

        Assert.Empty(_indexed);
        Assert.False(Directory.Exists(marker.FullName));
        Assert.Contains("still applying commits", _log.ToString(), StringComparison.Ordinal);
        _test.Run("rebase --abort");
        await Run(Record).WaitAsync(Timeout);
        Assert.Single(_indexed);
    }

    [Fact]
    public async Task What_fails_is_logged_and_the_next_request_served()
    {
        _test.Commit();
        await Run(_ => throw new RevdexException("the disk is full")).WaitAsync(Timeout);
        await Run(_ => throw new InvalidOperationException("a bug")).WaitAsync(Timeout);
        await Run(Record).WaitAsync(Timeout);

        Assert.Single(_indexed);
        Assert.Contains("post-commit: the disk is full", _log.ToString(), StringComparison.Ordinal);
        Assert.Contains("a bug", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_a_killed_run_left_is_served_by_the_next()
    {
        _test.Commit();
        using var cancel = new CancellationTokenSource();
        var run = new HookRun(_test.Open(), (_, ct) => Task.Delay(System.Threading.Timeout.Infinite, ct), _log).RunAsync("post-commit", cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        await Run(Record).WaitAsync(Timeout);
        Assert.Single(_indexed);
    }

    [Fact]
    public async Task The_log_is_bounded()
    {
        _test.Commit();
        _test.Write(".git/revdex/hooks.log", new string('x', HookRun.LogMaxBytes + 1));

        await Run(Record).WaitAsync(Timeout);

        Assert.Equal(HookRun.LogMaxBytes / 2, new FileInfo(_test.FullPath(".git/revdex/hooks.log")).Length);
    }

    public void Dispose() => _test.Dispose();

    private Task Run(Func<Oid, Task> index, TimeSpan? waitMax = null)
    {
        var run = new HookRun(_test.Open(), (oid, _) => index(oid), TextWriter.Synchronized(_log)) { WaitMax = waitMax ?? Timeout };
        return run.RunAsync("post-commit", CancellationToken.None);
    }

    private Task Record(Oid oid)
    {
        lock (_indexed)
        {
            _indexed.Add(oid);
        }

        return Task.CompletedTask;
    }

    private void StopRebaseAtConflict()
    {
        _test.Write("file", "base");
        _test.Commit();
        _test.Run("checkout --quiet -b side");
        _test.Write("file", "side");
        _test.Commit();
        _test.Run("checkout --quiet main");
        _test.Write("file", "main");
        _test.Commit();
        _test.Run("checkout --quiet side");
        Assert.NotEqual(0, _test.TryRun("rebase", "main").ExitCode);
    }
}
