using Revdex.Snapshots;
using Revdex.Trust;

namespace Revdex.Tests.Snapshots;

/// <summary>What a job of a pull request publishes, whose change nobody has approved yet.</summary>
public sealed class PullRequestTests : IDisposable
{
    private readonly SnapshotWorld _world = new();
    private readonly SigningKey _key = SigningKey.New();

    private ManifestSeal Trusting => ManifestSeal.Reading(TrustPolicy.Of(TrustedKeys.None.With(_key.PublicKey)));

    public void Dispose()
    {
        _world.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Everything_it_puts_is_in_its_part_of_the_store_and_unsigned()
    {
        var main = _world.CommitStart(8);
        await _world.Machine(ManifestSeal.Publishing(_key, TrustedKeys.None)).PublishAsync(main);
        var proposed = _world.Commit(("src/f1.cs", "proposed\n"));
        _world.Store.Clear();
        var job = _world.Machine();
        job.PullRequest = 7;
        var result = await job.PublishAsync(proposed);
        Assert.Equal(main, result.Nearest);
        Assert.Single(job.Extracted);
        Assert.Equal(3, _world.Store.Put.Count);
        Assert.All(_world.Store.Put, key => Assert.StartsWith("pr/7/v1/", key, StringComparison.Ordinal));
        Assert.Equal(result.Manifest.ToBytes(), File.ReadAllBytes(Path.Combine(_world.StoreFolder, "pr/7/" + SnapshotKeys.Manifest(proposed))));
    }

    [Fact]
    public async Task Nobody_looks_there_unless_asked_and_what_comes_from_there_does_not_stay()
    {
        var main = _world.CommitStart(8);
        await _world.Machine(ManifestSeal.Publishing(_key, TrustedKeys.None)).PublishAsync(main);
        var proposed = _world.Commit(("src/f1.cs", "proposed\n"));
        var job = _world.Machine();
        job.PullRequest = 7;
        await job.PublishAsync(proposed);
        foreach (var reader in new[] { _world.Machine(), _world.Machine(Trusting) })
        {
            _world.Store.Clear();
            Assert.Equal(main, (await reader.PullAsync(proposed)).Commit);
            Assert.DoesNotContain(_world.Store.Asked, key => key.StartsWith("pr/", StringComparison.Ordinal));

            reader.PullRequest = 7;
            var asked = (await reader.PullAsync(proposed)).Choice!;
            Assert.Equal((proposed, false), (asked.Manifest.Commit, asked.Manifest.Provenance.IsSigned));
            Assert.EndsWith("/pr/7/", asked.Source, StringComparison.Ordinal);
            reader.AssertAnswersLikeAFullIndex(proposed, asked.Manifest);
            Assert.Empty(reader.Cache.ManifestsOf(proposed, FingerprintSet.Current));

            reader.PullRequest = 8;
            Assert.Equal(main, (await reader.PullAsync(proposed)).Commit);
        }
    }

    [Fact]
    public async Task Who_asks_for_it_still_refuses_unsigned_snapshots_of_the_store_itself()
    {
        var main = _world.CommitStart(8);
        await _world.Machine().PublishAsync(main);
        var reader = _world.Machine(Trusting);
        reader.PullRequest = 7;
        Assert.Equal(ExitCode.Trust, (await Assert.ThrowsAsync<RevdexException>(() => reader.PullAsync(main))).ExitCode);
    }
}
