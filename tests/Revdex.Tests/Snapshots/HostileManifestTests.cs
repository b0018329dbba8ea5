using System.Text;
using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots;

/// <summary>Manifests that would fill a disk or memory, or lead out of the store: refused before anything is fetched.</summary>
public sealed class HostileManifestTests : IDisposable
{
    private readonly SnapshotWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public Task Bundle_that_would_unpack_to_a_thousand_times_its_size() =>
        AssertPassedOverAsync(segment => segment with { SizeBytes = segment.Bundle!.Value.SizeBytes * 1_000_000 }, "do not come out of a bundle of");

    [Fact]
    public Task More_blobs_than_the_segment_has_room_for() =>
        AssertPassedOverAsync(segment => segment with { BlobCount = int.MaxValue }, "2147483647 blobs do not fit");

    [Fact]
    public Task Blobs_table_of_terabytes() =>
        AssertPassedOverAsync(segment => segment with { Blobs = segment.Blobs!.Value with { SizeBytes = 1L << 40 } }, "larger than the segment");

    [Fact]
    public Task Bundle_of_terabytes() =>
        AssertPassedOverAsync(segment => segment with { Bundle = segment.Bundle!.Value with { SizeBytes = 1L << 40 } }, "larger than what it holds");

    [Fact]
    public Task Head_of_gigabytes() =>
        AssertPassedOverAsync(segment => segment with { Head = segment.Head!.Value with { SizeBytes = 1L << 31 } }, "bundle_head: 2147483648 bytes are too many");

    [Fact]
    public async Task Snapshot_larger_than_the_cache_may_be()
    {
        const long size = 6L << 30;
        var commit = await PublishAsync(segment => segment with { SizeBytes = size, Bundle = segment.Bundle!.Value with { SizeBytes = size / 4 } });
        _world.Store.Clear();
        var e = await Assert.ThrowsAsync<RevdexException>(() => _world.Machine().PullAsync(commit));
        Assert.Contains("revdex.cachebudget", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Store.Got, key => key.StartsWith("v1/objects/", StringComparison.Ordinal));
    }

    /// <summary>The manifest and the bundle agree on a size that the bytes do not have: nothing is made of it beyond one block.</summary>
    [Fact]
    public async Task Bundle_whose_header_lies()
    {
        var commit = _world.CommitStart(8);
        var manifest = (await _world.Machine().PublishAsync(commit)).Manifest;
        var bundle = File.ReadAllBytes(PathOf(manifest.Segments[0].Bundle!.Value.Sha256));
        BitConverter.TryWriteBytes(bundle.AsSpan(16), 900_000L);
        BitConverter.TryWriteBytes(bundle.AsSpan(56), 7);
        var reference = new ObjectRef(ContentHash.Of(bundle), bundle.Length);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(reference.Sha256))!);
        File.WriteAllBytes(PathOf(reference.Sha256), bundle);
        var head = new ObjectRef(ContentHash.Of(bundle.AsSpan(0, 64 + (7 * 36))), 64 + (7 * 36));
        File.WriteAllBytes(
            Path.Combine(_world.StoreFolder, SnapshotKeys.Manifest(commit)), Changed(manifest, s => s with { SizeBytes = 900_000, Bundle = reference, Head = head }).ToBytes());
        Assert.Null((await _world.Machine().PullAsync(commit)).Commit);
        Assert.Contains(_world.Reports, r => r.Contains(reference.Sha256.ToString(), StringComparison.Ordinal));
    }

    /// <summary>Names lead nowhere but to keys: the readers of manifests take hashes, object ids and plain words.</summary>
    [Fact]
    public async Task Names_that_are_paths()
    {
        var commit = _world.CommitStart(8);
        var manifest = (await _world.Machine().PublishAsync(commit)).Manifest;
        var path = Path.Combine(_world.StoreFolder, SnapshotKeys.Manifest(commit));
        var text = Encoding.UTF8.GetString(manifest.ToBytes());
        var id = manifest.Segments[0].Id.ToString();
        foreach (var hostile in new[] { "../../../../etc/passwd", "/etc/passwd", "..\\\\..\\\\x", id + "/../x", id.ToUpperInvariant(), id[..63] + "\\u0000" })
        {
            File.WriteAllText(path, text.Replace(id, hostile, StringComparison.Ordinal));
            Assert.Null((await _world.Machine().PullAsync(commit)).Commit);
        }
    }

    private async Task AssertPassedOverAsync(Func<ManifestSegment, ManifestSegment> change, string complaint)
    {
        var commit = await PublishAsync(change);
        _world.Store.Clear();
        Assert.Null((await _world.Machine().PullAsync(commit)).Commit);
        Assert.Contains(_world.Reports, r => r.Contains(complaint, StringComparison.Ordinal));
        Assert.DoesNotContain(_world.Store.Got, key => key.StartsWith("v1/objects/", StringComparison.Ordinal));
    }

    private async Task<Oid> PublishAsync(Func<ManifestSegment, ManifestSegment> change)
    {
        var commit = _world.CommitStart(8);
        var manifest = (await _world.Machine().PublishAsync(commit)).Manifest;
        File.WriteAllBytes(Path.Combine(_world.StoreFolder, SnapshotKeys.Manifest(commit)), Changed(manifest, change).ToBytes());
        return commit;
    }

    private static Manifest Changed(Manifest manifest, Func<ManifestSegment, ManifestSegment> change) =>
        manifest with { Segments = [change(manifest.Segments[0])] };

    private string PathOf(ContentHash hash) => Path.Combine(_world.StoreFolder, SnapshotKeys.Object(hash));
}
