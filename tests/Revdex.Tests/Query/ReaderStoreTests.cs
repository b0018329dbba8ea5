using Revdex.Query;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Storage.Remote;
using Revdex.Tests.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Query;

/// <summary>A live reader whose store fails, falls silent, and comes back.</summary>
public sealed class ReaderStoreTests : IAsyncLifetime
{
    private const int HourMs = 3_600_000;

    /// <summary>With a store that answers, however slow this machine is.</summary>
    private static readonly StorePatience Quick = new() { SilenceMs = HourMs, RetryMs = 20, RetryMaxMs = 100 };

    private readonly TemporaryFolder _folders = new();
    private readonly TestRepository _repository = ReaderSnapshotTests.Many();
    private FileServer _server = null!; // set by InitializeAsync, which xunit calls before each test
    private FaultProxy _proxy = null!; // the same

    public async Task InitializeAsync()
    {
        await ReaderSnapshotTests.PublishAsync(_repository, _folders, ManifestSeal.None);
        _server = await FileServer.StartAsync(_folders["store"]);
        _proxy = await FaultProxy.StartAsync(_server.Address);
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
        _folders.Dispose();
    }

    [Fact]
    public async Task While_the_store_fails_files_are_read_here_and_when_it_works_its_snapshot_is_used()
    {
        _proxy.Faults = (_, _) => new Fault.Status(503);
        var index = new EndlessIndex();
        await using var fixture = await OpenAsync(Quick, index.RunAsync);
        await index.Begun;
        using (var asked = await fixture.StateAsync(null, "a.py"))
        {
            Assert.Contains("a.py:1 a", ReaderFixture.Definitions(asked));
            Assert.False(asked.Info.Complete);
            Assert.Contains($"files have no facts yet: results may lack theirs; store {_proxy.Address}: get v1/commits/", asked.Notice, StringComparison.Ordinal);
            Assert.Contains("the store answered 503", asked.Notice, StringComparison.Ordinal);
        }

        _proxy.Faults = (_, _) => Fault.None;
        await index.Ended;
        using var state = await UntilAsync(fixture, s => s.Info.Complete && s.Notice is null);
        Assert.Equal((0, _proxy.Address), (state.Info.Snapshot?.Distance, state.Info.Snapshot?.Source));
        Assert.Equal(ReaderFixture.Expected(state), ReaderFixture.Definitions(state));
        Assert.Equal(1, index.Count);
    }

    [Fact]
    public async Task Without_an_indexer_files_are_read_one_by_one_while_the_store_says_nothing()
    {
        _proxy.Faults = (_, _) => new Fault.Silence();
        await using var fixture = await OpenAsync(new StorePatience { SilenceMs = 50, RetryMs = HourMs }, null);
        using var state = await UntilAsync(fixture, s => s.Info.Complete);
        Assert.Equal(ReaderFixture.Expected(state), ReaderFixture.Definitions(state));
        Assert.Equal($"store {_proxy.Address}: nothing came for 0.1 s; files are read here meanwhile", state.Notice);
        Assert.Null(state.Info.Snapshot);
    }

    [Fact]
    public async Task Store_that_is_not_needed_any_more_is_asked_until_it_works_and_then_nothing_is_said_of_it()
    {
        _proxy.Faults = (_, _) => new Fault.Status(500);
        await using var fixture = await OpenAsync(Quick, (_, _, _) => ReaderSnapshotTests.IndexAsync(_repository, _folders["mine"]));
        using (var made = await UntilAsync(fixture, s => s.Info.Complete))
        {
            Assert.Equal("cache", made.Info.Snapshot?.Source);
            Assert.Contains("the store answered 500", made.Notice, StringComparison.Ordinal);
        }

        _proxy.Faults = (_, _) => Fault.None;
        using var state = await UntilAsync(fixture, s => s.Notice is null);
        Assert.Equal("cache", state.Info.Snapshot?.Source);
    }

    [Fact]
    public async Task New_commit_does_not_wait_for_a_store_that_is_known_to_fail_nor_asks_it()
    {
        _proxy.Faults = (_, _) => new Fault.Status(503);
        await using var fixture = await OpenAsync(Quick with { RetryMs = HourMs, RetryMaxMs = HourMs }, (_, _, _) => ReaderSnapshotTests.IndexAsync(_repository, _folders["mine"]));
        using (await UntilAsync(fixture, s => s.Info.Complete))
        {
        }

        var requests = _proxy.Requests.Count;
        for (var i = 0; i < 500; i++)
        {
            _repository.Write($"more/{i % 10}/f{i}.py", $"def more{i}");
        }

        var commit = _repository.Commit();
        using var state = await UntilAsync(fixture, s => s.Info.Complete && s.Info.Snapshot?.Commit == commit.ToString());
        Assert.Equal(ReaderFixture.Expected(state), ReaderFixture.Definitions(state));
        Assert.Contains("the store answered 503", state.Notice, StringComparison.Ordinal);
        Assert.Equal(requests, _proxy.Requests.Count);
    }

    private Task<ReaderFixture> OpenAsync(StorePatience patience, Func<Revdex.Git.Oid, IProgress<WorkProgress>, CancellationToken, Task>? indexCommit) => ReaderFixture.OpenAsync(_repository, options => options with
    {
        Store = _proxy.Address,
        StoreOptions = new StoreOptions { Limits = new TransferLimits { AttemptsMax = 2, DelayMs = 1 } },
        StorePatience = patience,
        Cache = new CacheOptions { Folder = _folders["mine"] },
        WaitForComplete = false,
        IndexCommit = indexCommit,
    });

    /// <summary>Asks as a client does, until an answer is as expected.</summary>
    private static async Task<QueryState> UntilAsync(ReaderFixture fixture, Func<QueryState, bool> isExpected)
    {
        using var timeout = new CancellationTokenSource(ReaderFixture.Timeout);
        while (true)
        {
            var state = await fixture.StateAsync();
            if (isExpected(state))
            {
                return state;
            }

            var seen = $"complete {state.Info.Complete}, {state.Notice}";
            state.Dispose();
            Assert.False(timeout.IsCancellationRequested, seen);
            await Task.Yield();
        }
    }

    /// <summary>An indexer that never gets done.</summary>
    private sealed class EndlessIndex
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public Task Begun => _begun.Task.WaitAsync(ReaderFixture.Timeout);

        public Task Ended => _ended.Task.WaitAsync(ReaderFixture.Timeout);

        public int Count => _count;

        public async Task RunAsync(Revdex.Git.Oid commit, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            _begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                _ended.TrySetResult();
            }
        }
    }
}
