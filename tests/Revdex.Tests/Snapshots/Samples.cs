using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots;

/// <summary>Made-up but well-formed values, the same in every run.</summary>
internal static class Samples
{
    public static readonly FingerprintSet Fingerprints = new([new("csharp", new string('1', 32)), new("c", new string('2', 32)), new("python", new string('3', 32))]);

    public static Oid Oid(int number) => Revdex.Git.Oid.OfBlob(BitConverter.GetBytes(number), ObjectFormat.Sha1);

    public static ContentHash Hash(int number) => ContentHash.Of(BitConverter.GetBytes(number));

    public static byte[] Bytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Compresses about as well as facts do.</summary>
    public static byte[] Text(int count, int seed = 1)
    {
        var random = new Random(seed);
        var words = Enumerable.Range(0, 500).Select(_ => new string((char)('a' + random.Next(26)), random.Next(2, 9))).ToArray();
        var text = new System.Text.StringBuilder(count + 10);
        while (text.Length < count)
        {
            text.Append(words[random.Next(words.Length)]).Append((char)random.Next(32, 48));
        }

        return System.Text.Encoding.UTF8.GetBytes(text.ToString(0, count));
    }

    public static Manifest Manifest(int commit, params ManifestSegment[] segments) => new()
    {
        Commit = Oid(commit),
        Tree = Oid(commit + 1_000_000),
        Fingerprints = Fingerprints,
        Segments = Revdex.Snapshots.Manifest.Order(segments),
    };

    public static ManifestSegment Published(int number, SegmentKind kind = SegmentKind.Increment) => new()
    {
        Id = Hash(number),
        Kind = kind,
        SizeBytes = 1000 + number,
        BlobCount = 3,
        Bundle = new ObjectRef(Hash(number + 1_000), 100 + number),
        Head = new ObjectRef(Hash(number + 3_000), 100),
        Blobs = new ObjectRef(Hash(number + 2_000), 50 + number),
    };

    public static ManifestPart Part(int number, string kind = ManifestPart.ScipKind) => new()
    {
        Kind = kind,
        Version = "1",
        Id = Hash(number),
        SizeBytes = 1000 + number,
        Bundle = new ObjectRef(Hash(number + 1_000), 100 + number),
        Head = new ObjectRef(Hash(number + 3_000), 100),
    };

    /// <summary>A manifest's segment for a segment in the cache.</summary>
    public static ManifestSegment Local(CachedSegment segment, SegmentKind kind = SegmentKind.Base) => new()
    {
        Id = segment.Id,
        Kind = kind,
        SizeBytes = segment.SizeBytes,
        BlobCount = 1,
    };

    /// <summary>Puts bytes into the cache as if they were a segment.</summary>
    public static CachedSegment Land(LocalCache cache, byte[] content)
    {
        using var draft = cache.NewSegment();
        draft.Stream.Write(content);
        return draft.Land();
    }
}
