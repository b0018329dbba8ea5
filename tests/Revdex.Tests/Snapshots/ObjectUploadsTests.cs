using Revdex.Snapshots;

namespace Revdex.Tests.Snapshots;

/// <summary>How a publisher's objects go to the store.</summary>
public sealed class ObjectUploadsTests : IDisposable
{
    private const int Tables = 7;

    private const int Chances = 10_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly SnapshotWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Objects_go_several_at_once_within_the_bound_and_the_manifest_after_them()
    {
        var commit = _world.CommitStart();
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (underWay, most) = (0, 0);
        _world.Store.BeforePut = async (_, cancellationToken) =>
        {
            var now = Interlocked.Increment(ref underWay);
            InterlockedMax(ref most, now);
            if (now == ObjectUploads.AtOnce)
            {
                full.TrySetResult();
            }

            await full.Task.WaitAsync(Timeout, cancellationToken);
            for (var i = 0; i < Chances && Volatile.Read(ref most) <= ObjectUploads.AtOnce; i++)
            {
                await Task.Yield(); // One too many, if any were let through, comes now.
            }

            Interlocked.Decrement(ref underWay);
        };
        var result = await Machine().PublishAsync(commit);
        Assert.Equal(ObjectUploads.AtOnce, most);
        Assert.Equal(Tables + 3, result.ObjectsPut);
        Assert.Equal(SnapshotKeys.Manifest(commit), _world.Store.Put[^1]);
    }

    [Fact]
    public async Task First_failure_ends_the_others_and_no_manifest_is_put()
    {
        var commit = _world.CommitStart();
        var (failing, ended) = (0, 0);
        var added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var machine = Machine();
        machine.Hooks = machine.Hooks with { CommitTables = MakeNoCommitTables }; // Asked for after all others were added: none of those meets the failure.
        _world.Store.BeforePut = async (_, cancellationToken) =>
        {
            if (Interlocked.Increment(ref failing) == 2)
            {
                await added.Task.WaitAsync(Timeout, cancellationToken);
                throw new RevdexException("the store is full", ExitCode.Store);
            }

            await Task.Delay(Timeout, cancellationToken).ContinueWith(_ => Interlocked.Increment(ref ended), TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
        };
        var error = await Assert.ThrowsAsync<RevdexException>(() => machine.PublishAsync(commit));
        Assert.Equal("the store is full", error.Message);
        Assert.Empty(_world.Store.Put);
        Assert.Equal(failing - 1, ended);

        Task<CommitTables> MakeNoCommitTables(CommitTablesRequest request, CancellationToken cancellationToken)
        {
            added.SetResult();
            return Task.FromResult(new CommitTables(new Dictionary<string, ObjectRef>(), new Dictionary<string, string>()));
        }
    }

    [Fact]
    public async Task Progress_grows_to_all_bytes_of_all_objects()
    {
        var commit = _world.CommitStart();
        var progress = new Reports();
        var machine = Machine();
        machine.Progress = progress;
        var manifest = (await machine.PublishAsync(commit)).Manifest;
        var puts = progress.All.Where(p => p.Stage == "put").ToList();
        Assert.Equal(manifest.Objects.Sum(o => o.SizeBytes), puts[^1].Done);
        Assert.Equal(puts[^1].Done, puts[^1].Total);
        Assert.Equal(puts.Select(p => p.Done).Order(), puts.Select(p => p.Done));
        Assert.All(puts, p => Assert.True(p.Done <= p.Total));
    }

    [Fact]
    public async Task Progress_counts_what_the_store_has_already()
    {
        var commit = _world.CommitStart();
        await Machine().PublishAsync(commit);
        await _world.Store.DeleteAsync(SnapshotKeys.Manifest(commit));
        var progress = new Reports();
        var machine = Machine();
        machine.Progress = progress;
        var again = await machine.PublishAsync(commit);
        Assert.Equal(1, again.ObjectsPut);
        var last = progress.All.Last(p => p.Stage == "put");
        Assert.Equal((again.Manifest.Objects.Sum(o => o.SizeBytes), last.Total), (last.Done, last.Total));
    }

    private SnapshotMachine Machine()
    {
        var machine = _world.Machine();
        machine.Hooks = new PublishHooks { SegmentTables = async (_, folder, ct) => await MakeTablesAsync(folder, ct) };
        return machine;
    }

    private static async Task<IReadOnlyDictionary<string, string>> MakeTablesAsync(string folder, CancellationToken cancellationToken)
    {
        var paths = Enumerable.Range(0, Tables).ToDictionary(i => $"table{i}", i => Path.Combine(folder, $"table{i}"));
        foreach (var (name, path) in paths)
        {
            await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat(name, 1_000)), cancellationToken);
        }

        return paths;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Interlocked.CompareExchange(ref most, value, seen))
        {
        }
    }

    private sealed class Reports : IProgress<WorkProgress>
    {
        private readonly List<WorkProgress> _all = [];

        public IReadOnlyList<WorkProgress> All => _all;

        public void Report(WorkProgress value)
        {
            lock (_all)
            {
                _all.Add(value);
            }
        }
    }
}
