using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Snapshots.Pruning;
using Revdex.Storage;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Snapshots.Pruning;

/// <summary>
/// Publishers and prunes at once. Without any grace, and with only tips kept: what a publisher builds upon is deleted whenever a prune
/// comes, and so is what it put itself before its manifest is there.
/// </summary>
public sealed class PruneRaceTests
{
    /// <summary>More requests than either takes.</summary>
    private const int RequestsMax = 200;

    public static TheoryData<bool> BuildsUponOrRepeats => [false, true];

    [Theory]
    [MemberData(nameof(BuildsUponOrRepeats))]
    public async Task Prune_before_any_request_of_a_publisher_loses_nothing(bool repeats)
    {
        var interrupted = 0;
        using var world = new SnapshotWorld();
        using var prepared = new TemporaryFolder();
        var commit = await PrepareAsync(world, repeats, prepared["store"]);
        for (var at = 0; at < RequestsMax; at++)
        {
            Copy(prepared["store"], world.StoreFolder);
            var requests = 0;
            var store = new InterposedStore(world.Store, async (_, _) =>
            {
                if (requests++ == at)
                {
                    interrupted++;
                    await world.PruneAsync(PruneWorld.Strictest);
                }
            });
            await world.MachineOn(store).PublishAsync(commit);
            Assert.Equal([commit], world.Published().Where(c => c == commit));
            await world.AssertWholeAsync();
            if (requests <= at)
            {
                Assert.InRange(interrupted, 8, RequestsMax);
                return;
            }
        }

        Assert.Fail("a publisher of one commit takes fewer requests");
    }

    [Theory]
    [MemberData(nameof(BuildsUponOrRepeats))]
    public async Task Publisher_before_any_request_of_a_prune_loses_nothing(bool repeats)
    {
        var waited = 0;
        using var world = new SnapshotWorld();
        using var prepared = new TemporaryFolder();
        var commit = await PrepareAsync(world, repeats, prepared["store"]);
        for (var at = 0; at < RequestsMax; at++)
        {
            Copy(prepared["store"], world.StoreFolder);
            var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task? publishing = null;
            var requests = 0;
            var store = new InterposedStore(world.Store, async (_, _) =>
            {
                if (Interlocked.Increment(ref requests) == at + 1)
                {
                    var machine = world.Machine();
                    machine.Progress = new Told(waits);
                    publishing = Task.Run(() => machine.PublishAsync(commit));
                    await Task.WhenAny(publishing, waits.Task);
                }
            });
            await world.PruneAsync(PruneWorld.Strictest, store: store);
            await (publishing ?? Task.CompletedTask);
            waited += waits.Task.IsCompleted ? 1 : 0;
            await world.AssertWholeAsync();
            if (publishing is null)
            {
                Assert.InRange(at, 8, RequestsMax);
                Assert.True(waited > 0, "no publisher ever met a prune");
                return;
            }

            Assert.Equal([commit], world.Published().Where(c => c == commit));
        }

        Assert.Fail("a prune of this store takes fewer requests");
    }

    [Fact]
    public async Task Publishers_and_prunes_in_processes_lose_nothing()
    {
        using var world = new SnapshotWorld();
        Commit(world, 14);
        using var prune = ChildProcess.Start("prune", world.Repository.Root, world.StoreFolder);
        using var one = ChildProcess.Start("publish", world.Repository.Root, world.StoreFolder, Path.Combine(world.StoreFolder, "..", "one"));
        using var two = ChildProcess.Start("publish", world.Repository.Root, world.StoreFolder, Path.Combine(world.StoreFolder, "..", "two"));
        var prunes = 0;
        while (one.ReadLine() is not null | two.ReadLine() is not null)
        {
            prune.WriteLine();
            prunes++;
        }

        Assert.Equal((0, 0, 0), (one.Finish(), two.Finish(), prune.Finish()));
        Assert.InRange(prunes, 10, 40);
        await world.AssertWholeAsync();
        Assert.Contains(world.Repository.Open().Head()!.Value, world.Published());
        await world.PruneAsync(PruneWorld.Strictest);
        await world.AssertWholeAsync();
        await world.AssertNothingIsLeftOverAsync();
    }

    [Fact]
    public async Task Prune_killed_at_any_point_leaves_whole_snapshots_and_the_next_does_the_rest()
    {
        using var world = new SnapshotWorld();
        Commit(world, 10);
        using (var publisher = ChildProcess.Start("publish", world.Repository.Root, world.StoreFolder, Path.Combine(world.StoreFolder, "..", "publisher")))
        {
            Assert.Equal(0, publisher.Finish());
        }

        var later = world.Machine();
        later.Clock = new LaterClock();
        foreach (var requests in new[] { 1, 3, 9, 5, 14, 2 })
        {
            using var child = ChildProcess.Start("prune", world.Repository.Root, world.StoreFolder, "tell");
            child.WriteLine();
            var told = 0;
            while (told < requests && child.ReadLine() is { } line && line != PruneJob.Done)
            {
                told++; // Those before it got further than they were read: there may be less left to do than this waits for.
            }

            child.Kill();
            await later.PublishAsync(world.Commit(("src/f1.cs", SnapshotWorld.Lines($"after{requests}", 10))));
            await world.AssertWholeAsync();
        }

        await world.PruneAsync(PruneWorld.Strictest);
        Assert.Equal([world.Repository.Open().Head()!.Value], world.Published());
        await world.AssertWholeAsync();
        await world.AssertNothingIsLeftOverAsync();
    }

    private static void Commit(SnapshotWorld world, int count)
    {
        world.CommitStart(8);
        foreach (var i in Enumerable.Range(0, count))
        {
            world.Commit(($"src/f{i % 8}.cs", SnapshotWorld.Lines($"step{i}", 20)));
        }
    }

    /// <summary>
    /// A commit to publish upon one that is published and is no tip any more; or one that was published, of which only the objects are left.
    /// </summary>
    private static async Task<Oid> PrepareAsync(SnapshotWorld world, bool repeats, string copy)
    {
        await world.Machine().PublishAsync(world.CommitStart(6));
        var commit = world.Commit(("src/f1.cs", "second\n"));
        if (repeats)
        {
            await world.Machine().PublishAsync(commit);
            Directory.Delete(Path.Combine(world.StoreFolder, "v1", "commits"), recursive: true);
        }

        Copy(world.StoreFolder, copy);
        return commit;
    }

    /// <summary>In place of what is there.</summary>
    private static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Completes when a publisher says that it waits.</summary>
    private sealed class Told(TaskCompletionSource source) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Stage.Contains("wait", StringComparison.Ordinal))
            {
                source.TrySetResult();
            }
        }
    }

    /// <summary>By which a prune that was killed just now was killed long ago.</summary>
    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
    }
}
