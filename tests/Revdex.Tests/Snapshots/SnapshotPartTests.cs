using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Scip;
using Revdex.Tests.Snapshots.Pruning;

namespace Revdex.Tests.Snapshots;

/// <summary>Parts go where their snapshots go.</summary>
public sealed class SnapshotPartTests : IDisposable
{
    private readonly SnapshotWorld _world = new();
    private readonly byte[] _part = ScipSamples.Index().ToPart();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task What_was_indexed_with_a_part_is_published_with_it_and_pulled()
    {
        var commit = _world.CommitStart(4);
        var publisher = _world.Machine();
        await IndexWithPartAsync(publisher, commit);
        var published = (await publisher.PublishAsync(commit)).Manifest;
        var part = Assert.Single(published.Parts);
        Assert.Equal((ContentHash.Of(_part), (long)_part.Length, true), (part.Id, part.SizeBytes, part.IsPublished));

        var reader = _world.Machine();
        var pulled = (await reader.PullAsync(commit)).Choice!.Manifest;
        Assert.Equal([part], pulled.Parts);
        Assert.Equal(_part, Read(reader, part));
        Assert.Equal([part], Assert.Single(reader.Cache.ManifestsOf(commit, published.Fingerprints)).Parts);
        Assert.Empty(_world.Reports);
    }

    /// <summary>By a publisher who does not have them.</summary>
    [Fact]
    public async Task Parts_go_along_with_what_is_built_upon_the_snapshot()
    {
        var published = await PublishWithPartAsync();
        var child = _world.Commit(("src/f1.cs", "changed\n"));
        var later = await _world.Machine().PublishAsync(child);
        Assert.Equal(published.Parts, later.Manifest.Parts);
        Assert.Equal(3, later.ObjectsPut); // The manifest, and a segment's two objects.

        var local = _world.Machine();
        await local.PullAsync(published.Commit);
        Assert.Equal(published.Parts, (await local.IndexAsync(child)).Parts);
    }

    [Fact]
    public async Task A_part_of_the_commit_itself_replaces_the_one_that_goes_along()
    {
        await PublishWithPartAsync();
        var child = _world.Commit(("src/f1.cs", "changed\n"));
        var machine = _world.Machine();
        var other = ScipSamples.Index("lib/").ToPart();
        await IndexWithPartAsync(machine, child, other);
        Assert.Equal(ContentHash.Of(other), Assert.Single((await machine.PublishAsync(child)).Manifest.Parts).Id);
    }

    [Fact]
    public async Task A_damaged_or_lacking_part_is_done_without_and_said()
    {
        var published = await PublishWithPartAsync();
        var path = _world.PathOf(published.Parts[0].Bundle!.Value.Sha256);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        await AssertDoneWithoutAsync(published);
        File.Delete(path);
        await AssertDoneWithoutAsync(published);
    }

    [Fact]
    public async Task A_part_of_a_kind_that_nobody_knows_goes_along_and_is_not_fetched()
    {
        var published = await PublishWithPartAsync();
        var strange = published with { Commit = _world.Commit(), Parts = [published.Parts[0] with { Kind = "strange" }] };
        await _world.Machine().NewStore().PutManifestAsync(strange, default);
        var reader = _world.Machine();
        var pulled = (await reader.PullAsync(strange.Commit)).Choice!.Manifest;
        Assert.Equal("strange", Assert.Single(pulled.Parts).Kind);
        Assert.False(reader.Cache.HasSegment(pulled.Parts[0].Id));
        Assert.Equal("strange", Assert.Single((await _world.Machine().PublishAsync(_world.Commit())).Manifest.Parts).Kind);
    }

    /// <summary>Facts that are here already do not keep it away.</summary>
    [Fact]
    public async Task A_part_comes_to_a_commit_that_was_indexed_here_and_stays_if_it_was_made_here()
    {
        var published = await PublishWithPartAsync();
        var reader = _world.Machine();
        await reader.IndexAsync(published.Commit);
        var puller = new Puller(reader.Repository, reader.Cache, reader.NewStore());
        await puller.AddPartsAsync(reader.Target(published.Commit), published);
        Assert.Equal(published.Parts, reader.Cache.ManifestsOf(published.Commit, published.Fingerprints)[0].Parts);
        Assert.Equal(_part, Read(reader, published.Parts[0]));

        var other = ScipSamples.Index("lib/").ToPart();
        await IndexWithPartAsync(reader, published.Commit, other);
        await puller.AddPartsAsync(reader.Target(published.Commit), published);
        Assert.Equal(ContentHash.Of(other), Assert.Single(reader.Cache.ManifestsOf(published.Commit, published.Fingerprints)[0].Parts).Id);
    }

    [Fact]
    public async Task A_prune_keeps_what_a_manifest_names_and_nothing_else()
    {
        var first = await PublishWithPartAsync();
        var second = _world.Commit(("src/f1.cs", "changed\n"));
        await _world.Machine().PublishAsync(second);
        await _world.PruneAsync(PruneWorld.Strictest);
        Assert.Equal([second], _world.Published());
        Assert.Contains(first.Parts[0].Bundle!.Value.Sha256.ToString(), _world.Objects());
        await _world.AssertNothingIsLeftOverAsync();
    }

    [Fact]
    public async Task A_clean_up_keeps_the_parts_of_entries_and_removes_others_when_they_are_old()
    {
        var commit = _world.CommitStart(4);
        var machine = _world.Machine();
        await IndexWithPartAsync(machine, commit);
        using (Samples.Land(machine.Cache, ScipSamples.Index("lib/").ToPart()))
        {
        }

        var unnamed = ContentHash.Of(ScipSamples.Index("lib/").ToPart());
        foreach (var file in Directory.EnumerateFiles(machine.Cache.Options.Folder, "*.seg", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-3));
        }

        machine.Cache.Maintain();
        Assert.True(machine.Cache.HasSegment(ContentHash.Of(_part)));
        Assert.False(machine.Cache.HasSegment(unnamed));
    }

    [Fact]
    public async Task A_part_that_the_cache_lost_is_no_reason_against_its_snapshot()
    {
        var commit = _world.CommitStart(4);
        var machine = _world.Machine();
        await IndexWithPartAsync(machine, commit);
        File.Delete(Directory.EnumerateFiles(machine.Cache.Options.Folder, $"{ContentHash.Of(_part)}.seg", SearchOption.AllDirectories).Single());
        machine.Cache.Maintain();
        Assert.Single(machine.Cache.ManifestsOf(commit, machine.Target(commit).Fingerprints));
        Assert.Empty((await machine.PublishAsync(commit)).Manifest.Parts);
        Assert.Contains(_world.Reports, r => r.Contains("is not in the cache any more; it is not published", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Published_before_without_a_part_is_said()
    {
        var commit = _world.CommitStart(4);
        var machine = _world.Machine();
        await machine.PublishAsync(commit);
        await IndexWithPartAsync(machine, commit);
        Assert.Empty((await machine.PublishAsync(commit)).Manifest.Parts);
        Assert.Contains(_world.Reports, r => r.EndsWith("was published before without scip: make it before the commit is published", StringComparison.Ordinal));
    }

    private async Task AssertDoneWithoutAsync(Manifest published)
    {
        _world.Reports.Clear();
        var reader = _world.Machine();
        var pulled = await reader.PullAsync(published.Commit);
        Assert.Equal(published.Commit, pulled.Commit);
        reader.AssertAnswersLikeAFullIndex(published.Commit, pulled.Choice!.Manifest);
        Assert.False(reader.Cache.HasSegment(published.Parts[0].Id));
        Assert.EndsWith("; it is done without", Assert.Single(_world.Reports));
    }

    private async Task<Manifest> PublishWithPartAsync()
    {
        var commit = _world.CommitStart(4);
        var machine = _world.Machine();
        await IndexWithPartAsync(machine, commit);
        return (await machine.PublishAsync(commit)).Manifest;
    }

    private async Task IndexWithPartAsync(SnapshotMachine machine, Oid commit, byte[]? part = null)
    {
        var manifest = await machine.IndexAsync(commit);
        using var file = Samples.Land(machine.Cache, part ?? _part);
        machine.Cache.SaveManifest(manifest with { Parts = [ManifestPart.OfScip(file)], Provenance = Provenance.From([manifest]) });
    }

    private static byte[] Read(SnapshotMachine machine, ManifestPart part)
    {
        using var file = machine.Cache.TryOpenSegment(part.Id);
        return File.ReadAllBytes(file!.Path);
    }
}
