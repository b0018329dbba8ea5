using Revdex.Git;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Snapshots;

/// <summary>
/// artifacts/frozen/vN: the frozen segment's bundle and a manifest that names it, as version N of the segment format wrote them. They change only with the version;
/// REVDEX_REWRITE_FROZEN=1 writes those of a new one.
/// </summary>
public sealed class FrozenSnapshotTests : IDisposable
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "artifacts", "frozen", $"v{SegmentFormat.Version}");

    private readonly TemporaryFolder _folder = new();

    public FrozenSnapshotTests() => Rewrite();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_frozen_bundle_unpacks_to_the_frozen_segment()
    {
        var entry = ManifestReader.Read(File.ReadAllBytes(Path.Combine(Folder, "manifest.json")), "frozen").Segments[0];
        Assert.Equal(entry.Bundle, RefOf("segment.bundle"));
        using (var to = File.OpenHandle(_folder["segment"], FileMode.Create, FileAccess.Write))
        {
            await using var from = File.OpenRead(Path.Combine(Folder, "segment.bundle"));
            await new BundleUnpacker(entry.File, "frozen", to).RunAsync(from, null, default);
        }

        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "segment.seg")), File.ReadAllBytes(_folder["segment"]));
    }

    [Fact]
    public void The_frozen_manifest_reads_as_it_did() =>
        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "manifest.json")), Made().ToBytes());

    private static ObjectRef RefOf(string file) =>
        new(ContentHash.OfFile(Path.Combine(Folder, file)), new FileInfo(Path.Combine(Folder, file)).Length);

    private static ObjectRef HeadOf(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, file));
        var head = bytes[..BundleHead.SizeOf(BitConverter.ToInt32(bytes, 56))];
        return new(ContentHash.Of(head), head.Length);
    }

    private static Manifest Made()
    {
        var segment = RefOf("segment.seg");
        using var opened = Segment.Open(Path.Combine(Folder, "segment.seg"));
        return new Manifest
        {
            Commit = Oid.Parse("0123456789abcdef0123456789abcdef01234567"),
            Tree = Oid.Parse("89abcdef0123456789abcdef0123456789abcdef"),
            Fingerprints = new FingerprintSet(opened.Languages.Select(l => KeyValuePair.Create(l.Id, l.Fingerprint))),
            Segments =
            [
                new ManifestSegment
                {
                    Id = segment.Sha256,
                    Kind = SegmentKind.Base,
                    SizeBytes = segment.SizeBytes,
                    BlobCount = opened.BlobCount,
                    Bundle = RefOf("segment.bundle"),
                    Head = HeadOf("segment.bundle"),
                    Blobs = RefOf("segment.blobs"),
                    Tables = new Dictionary<string, ObjectRef> { ["symbols"] = new(ContentHash.Of("symbols"u8), 7) },
                },
            ],
            Tables = new Dictionary<string, ObjectRef> { ["tree"] = new(ContentHash.Of("tree"u8), 4) },
        };
    }

    private static void Rewrite()
    {
        if (Environment.GetEnvironmentVariable("REVDEX_REWRITE_FROZEN") is not "1")
        {
            return;
        }

        Assert.Null(Environment.GetEnvironmentVariable("CI"));
        using (var bundle = File.Create(Path.Combine(Folder, "segment.bundle")))
        {
            Bundle.Pack(Path.Combine(Folder, "segment.seg"), RefOf("segment.seg").Sha256, bundle);
        }

        File.WriteAllBytes(Path.Combine(Folder, "manifest.json"), Made().ToBytes());
    }
}
