using System.Reflection;
using Revdex.Segments;

namespace Revdex.Tests.Segments;

/// <summary>
/// artifacts/frozen/vN holds what version N wrote, with all it says as text. It changes only with the version; to write that of a new
/// version, set REVDEX_REWRITE_FROZEN=1 once.
/// </summary>
public sealed class FrozenSegmentTests
{
    private static readonly string Folder = Path.Combine(
        typeof(FrozenSegmentTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, // the project file sets it
        "artifacts",
        "frozen",
        $"v{SegmentFormat.Version}");

    [Fact]
    public void The_frozen_segment_reads_as_it_did()
    {
        Rewrite();
        using var segment = Segment.Open(Path.Combine(Folder, "segment.seg"));
        segment.Verify();
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "segment.txt")), SegmentDump.Of(segment));
    }

    [Fact]
    public void The_same_facts_still_give_the_frozen_bytes()
    {
        Rewrite();
        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "segment.seg")), SegmentWriter.ToBytes(FrozenFacts.All, FrozenFacts.Languages));
    }

    [Fact]
    public void The_frozen_blobs_table_reads_as_it_did()
    {
        Rewrite();
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "segment.blobs"));
        using var segment = Segment.Open(Path.Combine(Folder, "segment.seg"));
        var table = BlobsTable.Read(bytes, "frozen");
        Assert.Equal(segment.Languages, table.Languages);
        Assert.Equal(Enumerable.Range(0, segment.BlobCount).Select(segment.Blob), Enumerable.Range(0, table.Count).Select(i => table[i]));
        Assert.Equal(bytes, BlobsTable.FromSegment(segment).ToBytes());
    }

    private static void Rewrite()
    {
        if (Environment.GetEnvironmentVariable("REVDEX_REWRITE_FROZEN") is not "1")
        {
            return;
        }

        Assert.Null(Environment.GetEnvironmentVariable("CI"));
        Directory.CreateDirectory(Folder);
        var bytes = SegmentWriter.ToBytes(FrozenFacts.All, FrozenFacts.Languages);
        using var segment = Segment.FromMemory(bytes, "segment");
        File.WriteAllBytes(Path.Combine(Folder, "segment.seg"), bytes);
        File.WriteAllBytes(Path.Combine(Folder, "segment.blobs"), BlobsTable.FromSegment(segment).ToBytes());
        File.WriteAllText(Path.Combine(Folder, "segment.txt"), SegmentDump.Of(segment));
    }
}
