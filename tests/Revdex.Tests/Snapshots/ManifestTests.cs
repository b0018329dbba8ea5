using System.Text;
using System.Text.Json.Nodes;
using Revdex.Snapshots;

namespace Revdex.Tests.Snapshots;

public sealed class ManifestTests
{
    private const string Name = "v1/commits/ab/abc.json";

    private static readonly Manifest Rich = Samples.Manifest(7, Samples.Published(1), Samples.Published(2, SegmentKind.Base)) with
    {
        Parts = [Samples.Part(21), Samples.Part(22, "some-day")],
        Tables = new Dictionary<string, ObjectRef> { ["tree"] = new(Samples.Hash(9), 12) },
    };

    [Fact]
    public void Reads_back_what_it_writes()
    {
        var read = ManifestReader.Read(Rich.ToBytes(), Name);
        Assert.Equal(Rich.ToBytes(), read.ToBytes());
        Assert.Equal(Rich.Commit, read.Commit);
        Assert.Equal(Rich.Tree, read.Tree);
        Assert.Equal(Rich.Fingerprints, read.Fingerprints);
        Assert.Equal(Rich.Segments, read.Segments);
        Assert.Equal(Rich.Tables!["tree"], read.Tables!["tree"]);
        Assert.True(read.IsPublished);
        Assert.Equal(Rich.Parts, read.Parts);
        Assert.Equal([true, false], read.Parts.Select(p => p.IsKnown));
        Assert.Equal(7, read.Objects.Count);
        Assert.False((Rich with { Parts = [Samples.Part(21) with { Bundle = null }] }).IsPublished);
    }

    [Fact]
    public void Bytes_are_canonical()
    {
        var manifest = Samples.Manifest(7, Samples.Published(2, SegmentKind.Base) with { Bundle = null, Head = null, Blobs = null }) with
        {
            Commit = Revdex.Git.Oid.Parse("0123456789abcdef0123456789abcdef01234567"),
            Tree = Revdex.Git.Oid.Parse("89abcdef0123456789abcdef0123456789abcdef"),
        };
        Assert.Equal(
            """
            {"version":2,"commit":"0123456789abcdef0123456789abcdef01234567","tree":"89abcdef0123456789abcdef0123456789abcdef","object_format":"sha1",
            "fingerprints":{"c":"22222222222222222222222222222222","csharp":"11111111111111111111111111111111","python":"33333333333333333333333333333333"},
            "segments":[{"id":"26b25d457597a7b0463f9620f666dd10aa2c4373a505967c7c8d70922a2d6ece","kind":"base","size_bytes":1002,"blob_count":3}]}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(manifest.ToBytes()));
    }

    [Fact]
    public void Parts_come_before_tables()
    {
        var text = Encoding.UTF8.GetString(Rich.ToBytes());
        Assert.Contains($"}}],\"parts\":[{{\"kind\":\"scip\",\"version\":\"1\",\"id\":\"{Samples.Hash(21)}\",\"size_bytes\":1021,\"bundle\":{{", text, StringComparison.Ordinal);
        Assert.Contains("}}],\"tables\":", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_snapshot_is_a_snapshot()
    {
        var read = ManifestReader.Read(Samples.Manifest(1).ToBytes(), Name);
        Assert.Empty(read.Segments);
        Assert.True(read.IsPublished);
    }

    [Fact]
    public void Digest_tells_builds_apart()
    {
        var other = new FingerprintSet([new("csharp", new string('1', 32)), new("c", new string('f', 32)), new("python", new string('3', 32))]);
        Assert.Equal(8, other.Digest.Length);
        Assert.NotEqual(Samples.Fingerprints.Digest, other.Digest);
        Assert.True(other.Agrees("csharp", Samples.Fingerprints));
        Assert.False(other.Agrees("c", Samples.Fingerprints));
        Assert.False(other.Agrees("kotlin", Samples.Fingerprints));
    }

    [Theory]
    [InlineData("version", "1", "version: format version 1")]
    [InlineData("version", "1e3", "version: not a whole number")]
    [InlineData("version", "99999999999999999999", "version: not a whole number")]
    [InlineData("version", "\"1\"", "version: of the wrong type")]
    [InlineData("commit", "\"../../../../../../../../../../../../etc/passwd\"", "commit: not an object id")]
    [InlineData("commit", "\"0123456789ABCDEF0123456789abcdef01234567\"", "canonical")]
    [InlineData("tree", "\"\"", "tree: not an object id")]
    [InlineData("tree", "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"", "tree: not of the commit's object format")]
    [InlineData("object_format", "\"sha256\"", "object_format")]
    [InlineData("fingerprints", "[]", "fingerprints: of the wrong type")]
    [InlineData("fingerprints", "{\"../x\":\"22222222222222222222222222222222\"}", "fingerprints.../x: not a language id")]
    [InlineData("fingerprints", "{\"c\":\"x\"}", "fingerprints.c: not 32 hexadecimal digits")]
    [InlineData("fingerprints", "{\"c\":7}", "fingerprints.c: not 32 hexadecimal digits")]
    [InlineData("parts", "[]", "parts: 0, not 1 to 64")]
    [InlineData("parts", "{}", "parts: of the wrong type")]
    [InlineData("parts", "[7]", "parts[0]: not an object")]
    [InlineData("parts", "[{\"kind\":\"../x\"}]", "parts[0].kind: not a plain word")]
    [InlineData("parts", "[{\"kind\":\"scip\",\"version\":\"\"}]", "parts[0].version: not a plain word")]
    [InlineData("parts", "[{\"kind\":\"scip\",\"version\":\"1\",\"id\":\"7\"}]", "parts[0].id: not a SHA-256")]
    [InlineData("segments", "{}", "segments: of the wrong type")]
    [InlineData("segments", "[7]", "segments[0]: not an object")]
    [InlineData("segments", "[{}]", "segments[0].id: missing")]
    [InlineData("tables", "{\"a/b\":{}}", "tables.a/b: not a table's name")]
    [InlineData("tables", "{\"tree\":{\"sha256\":\"x\",\"size_bytes\":1}}", "tables.tree.sha256: not a SHA-256")]
    [InlineData("tables", "{}", "canonical")]
    [InlineData("extra", "1", "canonical")]
    public void Names_the_member_that_is_wrong(string member, string json, string complaint) =>
        AssertRefused(Change(root => root[member] = JsonNode.Parse(json)), complaint);

    [Theory]
    [InlineData("id", "\"x\"", "segments[0].id: not a SHA-256")]
    [InlineData("kind", "\"other\"", "segments[0].kind")]
    [InlineData("size_bytes", "-1", "segments[0].size_bytes")]
    [InlineData("size_bytes", "9000000000000000000", "segments[0].size_bytes: not a whole number up to")]
    [InlineData("blob_count", "2147483648", "segments[0].blob_count")]
    [InlineData("blob_count", "1.5", "segments[0].blob_count")]
    [InlineData("bundle", "7", "segments[0].bundle: not an object")]
    [InlineData("bundle", "{\"sha256\":\"../../../../../../../../../../../../../../../../../etc/passwd1234\",\"size_bytes\":1}", "segments[0].bundle.sha256")]
    [InlineData("blobs", "{}", "segments[0].blobs.sha256: missing")]
    public void Names_the_segments_member_that_is_wrong(string member, string json, string complaint) =>
        AssertRefused(Change(root => root["segments"]![0]![member] = JsonNode.Parse(json)), complaint);

    [Fact]
    public void Too_many_segments_are_refused() =>
        AssertRefused(Samples.Manifest(1, [.. Enumerable.Range(0, 65).Select(i => Samples.Published(i))]).ToBytes(), "segments: 65, more than 64");

    [Fact]
    public void Too_many_fingerprints_are_refused()
    {
        var many = new FingerprintSet(Enumerable.Range(0, 257).Select(i => KeyValuePair.Create($"l{i}", new string('a', 32))));
        AssertRefused((Rich with { Fingerprints = many }).ToBytes(), "fingerprints: more than 256");
    }

    [Fact]
    public void Doubled_and_disordered_segments_are_refused()
    {
        var segment = Samples.Published(3, SegmentKind.Base);
        AssertRefused((Rich with { Segments = [segment, segment] }).ToBytes(), "segments");
        AssertRefused((Rich with { Segments = [.. Rich.Segments.Reverse()] }).ToBytes(), "segments: not in order");
        AssertRefused(Samples.Manifest(1, Samples.Published(1, SegmentKind.Base), Samples.Published(2, SegmentKind.Base)).ToBytes(), "segments: more than one base");
    }

    [Fact]
    public void Huge_bytes_are_refused_unread() =>
        AssertRefused([.. "["u8, .. Enumerable.Repeat((byte)' ', Manifest.SizeMaxBytes)], "1048577 bytes, more than 1048576");

    [Fact]
    public void Deep_nesting_is_refused() =>
        AssertRefused(Encoding.UTF8.GetBytes(new string('[', 100_000)), "no JSON");

    [Fact]
    public void Every_truncation_is_refused()
    {
        var bytes = Rich.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            AssertRefused(bytes[..length], "");
        }
    }

    [Fact]
    public void Every_flipped_bit_is_refused_or_another_manifest()
    {
        var bytes = Rich.ToBytes();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(changed, ManifestReader.Read(changed, Name).ToBytes());
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith($"manifest {Name}: ", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("{\"version\":1,\"version\":1}")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("{}x")]
    [InlineData("{\"version\":1,\"commit\":\"\\ud800\"}")]
    public void Other_json_is_refused(string json) => AssertRefused(Encoding.UTF8.GetBytes(json), "");

    private static byte[] Change(Action<JsonNode> change)
    {
        var root = JsonNode.Parse(Rich.ToBytes())!;
        change(root);
        return Encoding.UTF8.GetBytes(root.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static void AssertRefused(byte[] bytes, string complaint)
    {
        var error = Assert.Throws<InvalidDataException>(() => ManifestReader.Read(bytes, Name));
        Assert.StartsWith($"manifest {Name}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }
}
