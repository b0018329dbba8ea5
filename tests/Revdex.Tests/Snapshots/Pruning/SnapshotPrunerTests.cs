using System.Text;
using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Snapshots.Pruning;
using Revdex.Storage;
using Revdex.Trust;

namespace Revdex.Tests.Snapshots.Pruning;

public sealed class SnapshotPrunerTests : IDisposable
{
    private readonly SnapshotWorld _world = new();
    private readonly List<Oid> _commits = [];

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Tips_tags_last_commits_and_recent_ones_stay_and_answer()
    {
        await PublishAsync(9);
        _world.Repository.Run("branch", "old", _commits[1].ToString());
        _world.Repository.Run("tag", "-m", "annotated", "v1", _commits[2].ToString());
        _world.Repository.Run("update-ref", "refs/remotes/origin/topic", _commits[3].ToString());
        Age(TimeSpan.FromDays(40), _commits.Where(c => c != _commits[5]));
        var before = _world.Objects().Count;
        var result = await _world.PruneAsync(new RetentionPolicy { Commits = 2, Grace = TimeSpan.Zero });
        Assert.Equal(new[] { 1, 2, 3, 5, 7, 8 }.Select(i => _commits[i]).Order(), _world.Published().Order());
        Assert.Equal(
            (4, 1, 1, 0, 3),
            (Count(result, Retention.Named), Count(result, Retention.Last), Count(result, Retention.Recent), Count(result, Retention.Unknown), Count(result, Retention.Superseded)));
        Assert.Equal((before, _world.Objects().Count), (result.ObjectsKept + result.ObjectsDeleted, result.ObjectsKept));
        await _world.AssertWholeAsync();
        await _world.AssertNothingIsLeftOverAsync();
        Assert.Empty(_world.Reports);
    }

    [Fact]
    public async Task Dry_run_says_the_same_and_does_nothing()
    {
        await PublishAsync(6);
        var before = Files();
        var dry = await _world.PruneAsync(PruneWorld.Strictest, isDryRun: true);
        Assert.Equal(before, Files());
        var real = await _world.PruneAsync(PruneWorld.Strictest);
        Assert.True(real.ObjectsDeleted > 0);
        Assert.Equal(
            (dry.SnapshotsDeleted, dry.ObjectsDeleted, dry.BytesDeleted, dry.ObjectsKept, dry.BytesKept),
            (real.SnapshotsDeleted, real.ObjectsDeleted, real.BytesDeleted, real.ObjectsKept, real.BytesKept));
        Assert.Equal((0, 0), ((await _world.PruneAsync(PruneWorld.Strictest)).SnapshotsDeleted, _world.Published().Count - 1));
    }

    [Fact]
    public async Task Young_objects_stay_until_they_are_old()
    {
        await PublishAsync(4);
        var policy = PruneWorld.Strictest with { Grace = TimeSpan.FromHours(1) };
        var before = _world.Objects();
        var young = await _world.PruneAsync(policy);
        Assert.Equal((3, 0), (young.SnapshotsDeleted, young.ObjectsDeleted));
        Assert.Equal(before, _world.Objects());
        Assert.True(young.ObjectsSpared > 0);
        foreach (var file in new DirectoryInfo(_world.StoreFolder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.LastWriteTimeUtc -= TimeSpan.FromHours(2);
        }

        Assert.Equal(young.ObjectsSpared, (await _world.PruneAsync(policy)).ObjectsDeleted);
        await _world.AssertNothingIsLeftOverAsync();
    }

    [Fact]
    public async Task Snapshots_of_commits_that_the_clone_lacks_go_only_when_asked()
    {
        using var other = new SnapshotWorld();
        await PublishAsync(2);
        var foreign = other.Commit(("other.cs", "other\n"));
        await _world.Machine(other.Repository).PublishAsync(foreign, "other");
        var kept = await _world.PruneAsync(PruneWorld.Strictest);
        Assert.Equal((1, 1), (Count(kept, Retention.Unknown), Count(kept, Retention.Superseded)));
        Assert.Equal((await _world.Machine(other.Repository).PullAsync(foreign)).Commit, foreign);

        var gone = await _world.PruneAsync(PruneWorld.Strictest with { DeletesUnknown = true });
        Assert.Equal((0, 1), (Count(gone, Retention.Unknown), Count(gone, Retention.Expired)));
        Assert.Equal([_commits[1]], _world.Published());
    }

    [Fact]
    public async Task Hints_go_with_the_last_snapshot_of_their_branch()
    {
        await PublishAsync(3);
        await _world.Machine().NewStore().PutHintAsync("gone", _commits[0], default);
        var result = await _world.PruneAsync(PruneWorld.Strictest);
        Assert.Equal(1, result.HintsDeleted);
        Assert.Equal(["main.json"], Directory.EnumerateFiles(Path.Combine(_world.StoreFolder, "v1", "branches")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("signed and damaged")]
    [InlineData("of a later version")]
    public async Task Manifests_that_cannot_be_read_keep_what_they_name(string how)
    {
        await PublishAsync(3);
        var manifest = (await _world.Machine().PublishAsync(_commits[2])).Manifest;
        var path = Path.Combine(_world.StoreFolder, SnapshotKeys.Manifest(_commits[2]));
        using var key = SigningKey.New();
        byte[] bytes = how switch
        {
            "damaged" => [.. File.ReadAllBytes(path)[..^2]],
            "of a later version" => Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(File.ReadAllBytes(path)).Replace("\"version\":2", "\"version\":3", StringComparison.Ordinal)),
            _ => Envelope.Seal(ManifestSeal.ManifestType, File.ReadAllBytes(path), key)[..^1],
        };
        File.WriteAllBytes(path, bytes);
        var result = await _world.PruneAsync(PruneWorld.Strictest);
        Assert.Equal([SnapshotKeys.Manifest(_commits[2])], result.Unreadable);
        Assert.Equal(manifest.Objects.Select(o => o.Sha256.ToString()).Order(StringComparer.Ordinal), _world.Objects());
    }

    [Fact]
    public async Task Snapshot_that_lacks_an_object_is_deleted_and_can_be_published_again()
    {
        await PublishAsync(1);
        var manifest = (await _world.Machine().PublishAsync(_commits[0])).Manifest;
        File.Delete(_world.PathOf(manifest.Segments[0].Bundle!.Value.Sha256));
        var result = await _world.PruneAsync(PruneWorld.Strictest);
        Assert.Equal([SnapshotKeys.Manifest(_commits[0])], result.Broken);
        Assert.Contains("publish the commit again", Assert.Single(_world.Reports), StringComparison.Ordinal);
        Assert.Equal(manifest.ToBytes(), (await _world.Machine().PublishAsync(_commits[0])).Manifest.ToBytes());
        await _world.AssertWholeAsync();
    }

    [Fact]
    public async Task Snapshots_of_pull_requests_go_by_age_alone_and_keep_what_they_build_upon_until_then()
    {
        await PublishAsync(2);
        _world.Repository.Run("checkout", "--quiet", "-b", "proposal");
        var proposed = _world.Commit(("src/f1.cs", "proposed\n"));
        var machine = _world.Machine();
        machine.PullRequest = 7;
        var manifest = (await machine.PublishAsync(proposed)).Manifest;
        _world.Repository.Run("checkout", "--quiet", "main");
        _world.Repository.Run("branch", "--delete", "--force", "proposal");
        File.Delete(Path.Combine(_world.StoreFolder, SnapshotKeys.Manifest(_commits[1])));

        var policy = PruneWorld.Strictest with { Age = TimeSpan.FromDays(1) };
        await _world.PruneAsync(policy);
        Assert.Equal((proposed, 0), ((await machine.PullAsync(proposed)).Commit, 0));
        Age(TimeSpan.FromDays(2), [proposed, .. _commits]);
        var late = await _world.PruneAsync(policy);
        Assert.Equal(1, Count(late, Retention.Expired));
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(_world.StoreFolder, "pr"), "*", SearchOption.AllDirectories), _ => true);
        Assert.DoesNotContain(manifest.Segments[0].Bundle!.Value.Sha256.ToString(), _world.Objects());
    }

    [Fact]
    public async Task Signed_snapshots_are_pruned_without_the_key()
    {
        using var key = SigningKey.New();
        var seal = ManifestSeal.Publishing(key, TrustedKeys.None);
        for (var i = 0; i < 4; i++)
        {
            _commits.Add(i == 0 ? _world.CommitStart(8) : _world.Commit(("src/f1.cs", SnapshotWorld.Lines($"step{i}", 30))));
            await _world.Machine(seal).PublishAsync(_commits[^1]);
        }

        Assert.Equal(3, (await _world.PruneAsync(PruneWorld.Strictest)).SnapshotsDeleted);
        var reader = _world.Machine(ManifestSeal.Reading(TrustPolicy.Of(TrustedKeys.None.With(key.PublicKey))));
        Assert.Equal((_commits[3], 0), ((await reader.PullAsync(_commits[3])).Commit, (await _world.PruneAsync(PruneWorld.Strictest)).ObjectsDeleted));
    }

    [Fact]
    public async Task Shallow_clone_is_refused()
    {
        await PublishAsync(2);
        var shallow = _world.Clone("--depth=1");
        var error = await Assert.ThrowsAsync<RevdexException>(() => _world.PruneAsync(PruneWorld.Strictest, clone: shallow));
        Assert.Contains("git fetch --unshallow", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, _world.Published().Count);
    }

    [Fact]
    public async Task Markers_of_prunes_long_past_are_removed()
    {
        await PublishAsync(1);
        await _world.PruneAsync(PruneWorld.Strictest);
        foreach (var marker in Directory.EnumerateFiles(Path.Combine(_world.StoreFolder, "v1", "prunes"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(marker, DateTime.UtcNow.AddDays(-3));
        }

        await _world.PruneAsync(PruneWorld.Strictest);
        var left = await new PruneMarkers(_world.Store).RunsAsync(default);
        Assert.True(Assert.Single(left).IsDone);
    }

    private static int Count(PruneResult result, Retention retention) => result.Snapshots.GetValueOrDefault(retention);

    private async Task PublishAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _commits.Add(i == 0 ? _world.CommitStart(12) : _world.Commit(("src/f1.cs", SnapshotWorld.Lines($"step{i}", 30))));
            await _world.Machine().PublishAsync(_commits[^1]);
        }
    }

    private void Age(TimeSpan by, IEnumerable<Oid> commits)
    {
        var names = commits.Select(c => $"{c}.json").ToHashSet(StringComparer.Ordinal);
        foreach (var file in new DirectoryInfo(_world.StoreFolder).EnumerateFiles("*.json", SearchOption.AllDirectories).Where(f => names.Contains(f.Name)))
        {
            file.LastWriteTimeUtc = DateTime.UtcNow - by;
        }
    }

    private List<string> Files() =>
        [.. Directory.EnumerateFiles(_world.StoreFolder, "*", SearchOption.AllDirectories).Select(p => $"{p} {ContentHash.OfFile(p)}").Order(StringComparer.Ordinal)];
}
