using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Tests.Facts;

namespace Revdex.Tests.Segments;

public sealed class SegmentMergerTests
{
    [Theory]
    [InlineData(31, 0, 3)]
    [InlineData(32, 1, 2)]
    [InlineData(33, 50, 1)]
    [InlineData(34, 200, 2)]
    [InlineData(35, 500, 9)]
    [InlineData(36, 60, 60)]
    public void Any_batches_merged_are_the_segment_written_at_once(int seed, int count, int batches)
    {
        var facts = RandomFacts.Many(seed, count, seed % 2 == 0 ? ObjectFormat.Sha1 : ObjectFormat.Sha256);
        var random = new Random(seed);
        var parts = facts.GroupBy(_ => random.Next(batches)).Select(batch => Write(batch.ToList())).ToList();
        Assert.Equal(SegmentWriter.ToBytes(facts, SegmentModel.Languages), SegmentMerger.ToBytes(parts, (_, _) => true));
        Dispose(parts);
    }

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    public void What_is_not_kept_leaves_no_trace(int seed)
    {
        var facts = RandomFacts.Many(seed, 150, ObjectFormat.Sha1);
        var random = new Random(seed);
        var parts = facts.GroupBy(_ => random.Next(4)).Select(batch => Write(batch.ToList())).ToList();
        var kept = facts.Where(f => f.LanguageId != "go" && f.Oid.Span[3] % 3 != 0).ToList();
        var keys = kept.Select(f => (f.Oid, f.LanguageId)).ToHashSet();
        var merged = SegmentMerger.ToBytes(parts, (segment, blob) => keys.Contains((segment.Blob(blob).Oid, segment.Languages[segment.Blob(blob).LanguageOrdinal].Id)));
        Assert.Equal(SegmentWriter.ToBytes(kept, SegmentModel.Languages), merged);
        Dispose(parts);
    }

    [Fact]
    public void Merging_merged_segments_changes_nothing()
    {
        var facts = RandomFacts.Many(44, 120, ObjectFormat.Sha1);
        var parts = facts.Chunk(10).Select(batch => Write(batch)).ToList();
        var halves = new[] { parts[..6], parts[6..] }.Select(half => Segment.FromMemory(SegmentMerger.ToBytes(half, (_, _) => true), "half")).ToList();
        Assert.Equal(SegmentWriter.ToBytes(facts, SegmentModel.Languages), SegmentMerger.ToBytes(halves, (_, _) => true));
        Dispose([.. parts, .. halves]);
    }

    [Fact]
    public void A_blob_in_several_segments_is_written_once_and_the_one_with_facts_counts()
    {
        var facts = RandomFacts.Many(45, 80, ObjectFormat.Sha1);
        List<BlobFacts> lame = [.. facts.Where(f => f.Skip == SkipReason.None).Select(f => BlobFacts.Skipped(f.Oid, f.LanguageId, SkipReason.Timeout, 1))];
        List<Segment> parts = [Write(lame), Write(facts[..60]), Write(facts[20..])];
        Assert.Equal(SegmentWriter.ToBytes(facts, SegmentModel.Languages), SegmentMerger.ToBytes(parts, (_, _) => true));
        Dispose(parts);
    }

    [Fact]
    public void Two_fingerprints_of_a_language_stay_apart()
    {
        var facts = RandomFacts.Many(46, 40, ObjectFormat.Sha1);
        SegmentLanguage[] newer = [.. SegmentModel.Languages.Select(l => l with { Fingerprint = "newer" })];
        List<Segment> parts = [Write(facts), Segment.FromMemory(SegmentWriter.ToBytes(facts, newer), "newer")];
        using var merged = Segment.FromMemory(SegmentMerger.ToBytes(parts, (_, _) => true), "merged");
        Assert.Equal(80, merged.BlobCount);
        Assert.Equal(6, merged.Languages.Count);
        Assert.True(merged.TryFindBlob(facts[0].Oid, merged.FindLanguage(facts[0].LanguageId, "newer"), out _));
        Assert.Equal(SegmentWriter.ToBytes(facts, newer), SegmentMerger.ToBytes([merged], (s, blob) => s.Languages[s.LanguageOrdinal(blob)].Fingerprint == "newer"));
        Dispose(parts);
    }

    [Fact]
    public void Two_object_formats_do_not_merge()
    {
        List<Segment> parts = [Write(RandomFacts.Many(1, 3, ObjectFormat.Sha1)), Write(RandomFacts.Many(1, 3, ObjectFormat.Sha256))];
        Assert.Throws<ArgumentException>(() => SegmentMerger.ToBytes(parts, (_, _) => true));
        Dispose(parts);
    }

    private static Segment Write(IReadOnlyCollection<BlobFacts> facts) => Segment.FromMemory(SegmentWriter.ToBytes(facts, SegmentModel.Languages), "part");

    private static void Dispose(List<Segment> segments) => segments.ForEach(s => s.Dispose());
}
