using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Snapshots.Pruning;
using Revdex.Tests.Vectors;
using Revdex.Vectors;

namespace Revdex.Tests.Snapshots;

/// <summary>Parts of which a snapshot has several, and which belong together.</summary>
public sealed class VectorPartTests : IDisposable
{
    private static readonly VectorWorld Vectors = VectorWorld.Of(seed: 3, blobCount: 30);

    private readonly SnapshotWorld _world = new();
    private readonly byte[] _base = Vectors.Bytes(Vectors.Blobs.Take(20));
    private readonly byte[] _increment = Vectors.Bytes(Vectors.Blobs.Skip(20));
    private readonly byte[] _model = [1, 2, 3];

    public void Dispose() => _world.Dispose();

    /// <summary>By a publisher who has no model, and a second one who has none of the files.</summary>
    [Fact]
    public async Task All_of_them_are_published_pulled_and_go_along()
    {
        var (publisher, published) = await PublishAsync();
        Assert.Equal([ManifestPart.ModelKind, ManifestPart.VectorsKind, ManifestPart.VectorsKind], published.Parts.Select(p => p.Kind));
        Assert.All(published.Parts, p => Assert.True(p.IsPublished && p.IsKnown));
        Assert.Equal([ContentHash.Of(_model), ContentHash.Of(_base), ContentHash.Of(_increment)], published.Parts.Select(p => p.Id));

        var reader = _world.Machine();
        Assert.Equal(published.Parts, (await reader.PullAsync(published.Commit)).Choice!.Manifest.Parts);
        Assert.Equal([_model, _base, _increment], published.Parts.Select(p => Read(reader, p)));

        var child = _world.Commit(("src/f1.cs", "changed\n"));
        Assert.Equal(published.Parts, (await _world.Machine().PublishAsync(child)).Manifest.Parts);
        Assert.Equal(published.Parts, (await publisher.IndexAsync(child)).Parts);
        Assert.Empty(_world.Reports);
    }

    /// <summary>What was published stays what it was; only the increment is sent.</summary>
    [Fact]
    public async Task An_increment_that_was_made_here_is_published_with_what_it_was_made_upon()
    {
        var (_, published) = await PublishAsync(_base);
        var child = _world.Commit(("src/f1.cs", "changed\n"));
        var machine = _world.Machine();
        await machine.PullAsync(published.Commit);
        var built = await IndexAsync(machine, child, _base, _increment);
        var later = await machine.PublishAsync(child);
        Assert.Equal(published.Parts, later.Manifest.Parts.Where(p => p.Id != ContentHash.Of(_increment)));
        Assert.Equal(built.Parts.Select(p => p.Id), later.Manifest.Parts.Select(p => p.Id));
        Assert.Equal(4, later.ObjectsPut); // The manifest, a segment's two objects, the increment.
    }

    /// <summary>They are not mixed with those of another snapshot, be it of the same kind or of the model alone.</summary>
    [Fact]
    public async Task Vectors_and_their_model_are_replaced_together_or_not_at_all()
    {
        var (_, published) = await PublishAsync();
        var reader = _world.Machine();
        var own = await IndexAsync(reader, published.Commit, _increment);
        var puller = new Puller(reader.Repository, reader.Cache, reader.NewStore());
        await puller.AddPartsAsync(reader.Target(published.Commit), published);
        Assert.Equal(own.Parts, Own(reader, published).Parts);

        await reader.PullAsync(published.Commit);
        reader.Cache.SaveManifest(own with { Parts = ManifestPart.WithVectors(published.Parts, [.. published.Parts.Take(2), Part(reader, ManifestPart.VectorsKind, _increment)]) });
        var mixed = Own(reader, published).Parts;
        await puller.AddPartsAsync(reader.Target(published.Commit), published with { Parts = [published.Parts[1]] });
        Assert.Equal(mixed, Own(reader, published).Parts);
        Assert.Equal([published.Parts[2]], ManifestPart.Join([published.Parts[2]], published.Parts));
        Assert.Equal([published.Parts[0]], ManifestPart.Join([published.Parts[0]], published.Parts));
    }

    [Fact]
    public async Task A_prune_and_a_clean_up_keep_all_that_are_named()
    {
        var (publisher, published) = await PublishAsync();
        await _world.PruneAsync(PruneWorld.Strictest);
        Assert.All(published.Parts, p => Assert.Contains(p.Bundle!.Value.Sha256.ToString(), _world.Objects()));
        await _world.AssertNothingIsLeftOverAsync();
        foreach (var file in Directory.EnumerateFiles(publisher.Cache.Options.Folder, "*.seg", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-3));
        }

        publisher.Cache.Maintain();
        Assert.All(published.Parts, p => Assert.True(publisher.Cache.HasSegment(p.Id)));
    }

    [Theory]
    [InlineData(ManifestPart.VectorsKind, "2-0123456789abcdef")]
    [InlineData(ManifestPart.VectorsKind, "11-0123456789abcdef")]
    [InlineData(ManifestPart.VectorsKind, "1")]
    [InlineData(ManifestPart.ModelKind, "2")]
    public async Task Another_version_goes_along_and_is_not_fetched(string kind, string version)
    {
        var (_, published) = await PublishAsync(_base);
        var strange = published with { Commit = _world.Commit(), Parts = [published.Parts[1] with { Kind = kind, Version = version }] };
        await _world.Machine().NewStore().PutManifestAsync(strange, default);
        var reader = _world.Machine();
        Assert.Equal(strange.Parts, (await reader.PullAsync(strange.Commit)).Choice!.Manifest.Parts);
        Assert.False(reader.Cache.HasSegment(strange.Parts[0].Id));
        Assert.Null(MappedVectors.TryOpen(reader.Cache, strange.Parts[0]));
        Assert.Null(CachedModel.TryOpen(reader.Cache, strange.Parts[0]));
    }

    private async Task<(SnapshotMachine Publisher, Manifest Published)> PublishAsync(params byte[][] vectors)
    {
        var commit = _world.CommitStart(4);
        var machine = _world.Machine();
        await IndexAsync(machine, commit, vectors.Length > 0 ? vectors : [_base, _increment]);
        return (machine, (await machine.PublishAsync(commit)).Manifest);
    }

    private async Task<Manifest> IndexAsync(SnapshotMachine machine, Oid commit, params byte[][] vectors)
    {
        var built = await machine.IndexAsync(commit);
        var parts = vectors.Select(v => Part(machine, ManifestPart.VectorsKind, v)).Append(Part(machine, ManifestPart.ModelKind, _model));
        var manifest = built with { Parts = ManifestPart.WithVectors(built.Parts, [.. parts.Select(p => built.Parts.FirstOrDefault(b => b.Id == p.Id) ?? p)]), Provenance = Provenance.From([built]) };
        machine.Cache.SaveManifest(manifest);
        return manifest;
    }

    private static ManifestPart Part(SnapshotMachine machine, string kind, byte[] bytes)
    {
        using var file = Samples.Land(machine.Cache, bytes);
        return kind == ManifestPart.ModelKind ? ManifestPart.OfModel(file) : ManifestPart.OfVectors(file, new VectorModel(ContentHash.Of("a model"u8).ToString(), Vectors.Model.Dimensions));
    }

    private static Manifest Own(SnapshotMachine machine, Manifest of) => machine.Cache.ManifestsOf(of.Commit, of.Fingerprints)[0];

    private static byte[] Read(SnapshotMachine machine, ManifestPart part)
    {
        using var file = machine.Cache.TryOpenSegment(part.Id);
        return File.ReadAllBytes(file!.Path);
    }
}
