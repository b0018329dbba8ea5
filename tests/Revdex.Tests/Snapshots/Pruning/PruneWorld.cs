using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Snapshots.Pruning;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots.Pruning;

/// <summary>What tests of pruning do with a world: prune its store, and see whether what is left is whole.</summary>
internal static class PruneWorld
{
    /// <summary>Only tips and tags, and nothing for being young.</summary>
    public static readonly RetentionPolicy Strictest = new() { Commits = 0, Age = TimeSpan.Zero, Grace = TimeSpan.Zero };

    public static Task<PruneResult> PruneAsync(this SnapshotWorld world, RetentionPolicy policy, bool isDryRun = false, IObjectStore? store = null, TestRepository? clone = null) =>
        new SnapshotPruner(store ?? world.Store, policy, RetainedCommits.Of((clone ?? world.Repository).Open(), policy.Commits), report: world.Reports.Enqueue).PruneAsync(isDryRun);

    /// <summary>Commits whose manifests are in the store.</summary>
    public static List<Oid> Published(this SnapshotWorld world)
    {
        var folder = Path.Combine(world.StoreFolder, "v1", "commits");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(p => Oid.Parse(Path.GetFileName(p.AsSpan())[..40]))] : [];
    }

    public static List<string> Objects(this SnapshotWorld world)
    {
        var folder = Path.Combine(world.StoreFolder, "v1", "objects");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Every manifest in the store can be pulled by somebody with an empty cache, and answers as a full index does.</summary>
    public static async Task AssertWholeAsync(this SnapshotWorld world)
    {
        foreach (var commit in world.Published())
        {
            var reader = world.Machine();
            var pulled = await reader.PullAsync(commit);
            Assert.Equal((commit, 0), (pulled.Commit!.Value, pulled.Distance!.Value));
            reader.AssertAnswersLikeAFullIndex(commit, pulled.Choice!.Manifest);
        }
    }

    /// <summary>Objects that manifests name and that are there, and no others.</summary>
    public static async Task AssertNothingIsLeftOverAsync(this SnapshotWorld world)
    {
        var named = new SortedSet<string>(StringComparer.Ordinal);
        var machine = world.Machine();
        foreach (var commit in world.Published())
        {
            var manifests = await machine.NewStore().ManifestsOfAsync(commit, machine.Target(commit).Fingerprints, default);
            named.UnionWith(manifests.SelectMany(m => m.Objects).Select(o => o.Sha256.ToString()));
        }

        Assert.Equal(named, world.Objects());
    }

    public static string PathOf(this SnapshotWorld world, ContentHash hash) => Path.Combine(world.StoreFolder, SnapshotKeys.Object(hash));
}
