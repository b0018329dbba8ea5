using Revdex.Git;
using Revdex.Snapshots.Pruning;
using Revdex.Storage;
using Revdex.Tests.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Snapshots.Pruning;

/// <summary>Pruning stores that are not folders: their times are whole seconds, and their lists come in pages.</summary>
[Collection(nameof(AzuriteTests))]
public sealed class RemotePruneTests(Azurite azurite)
{
    [Fact]
    public async Task Azure_is_pruned() => await AssertPrunedAsync(ObjectStores.Open(azurite.Url(await azurite.NewContainerAsync())));

    [Fact]
    public async Task S3_is_pruned()
    {
        await using var server = await S3Server.StartAsync();
        var keys = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = S3Server.KeyId, ["AWS_SECRET_ACCESS_KEY"] = S3Server.Secret };
        await AssertPrunedAsync(ObjectStores.Open(server.Url(), new StoreOptions { Environment = keys.GetValueOrDefault }));
    }

    [Fact]
    public async Task Store_that_can_only_be_read_is_refused()
    {
        using var world = new SnapshotWorld();
        world.CommitStart(4);
        var error = await Assert.ThrowsAsync<RevdexException>(() => world.PruneAsync(PruneWorld.Strictest, store: ObjectStores.Open("https://revdex.invalid/store")));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    private static async Task AssertPrunedAsync(IObjectStore store)
    {
        using var world = new SnapshotWorld();
        var commits = new List<Oid>();
        for (var i = 0; i < 4; i++)
        {
            commits.Add(i == 0 ? world.CommitStart(8) : world.Commit(("src/f1.cs", SnapshotWorld.Lines($"step{i}", 30))));
            await world.MachineOn(store).PublishAsync(commits[i]);
        }

        var result = await world.PruneAsync(PruneWorld.Strictest, store: store);
        Assert.Equal((3, 1), (result.SnapshotsDeleted, result.Snapshots[Retention.Named]));
        Assert.True(result.ObjectsDeleted >= 2, $"{result.ObjectsDeleted} deleted");
        var reader = world.MachineOn(store);
        var pulled = await reader.PullAsync(commits[3]);
        Assert.Equal(0, pulled.Distance);
        reader.AssertAnswersLikeAFullIndex(commits[3], pulled.Choice!.Manifest);
        Assert.Equal(commits[3], (await world.MachineOn(store).PullAsync(commits[0])).Commit);
        Assert.Equal(0, (await world.PruneAsync(PruneWorld.Strictest, store: store)).ObjectsDeleted);
    }
}
