using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Tests.Facts;

namespace Revdex.Tests.Segments;

public sealed class SegmentTests
{
    [Theory]
    [InlineData(1, 0, ObjectFormat.Sha1)]
    [InlineData(2, 1, ObjectFormat.Sha1)]
    [InlineData(3, 2, ObjectFormat.Sha256)]
    [InlineData(4, 60, ObjectFormat.Sha1)]
    [InlineData(5, 400, ObjectFormat.Sha256)]
    [InlineData(6, 3000, ObjectFormat.Sha1)]
    public void Every_look_up_answers_as_a_dictionary_would(int seed, int count, ObjectFormat format)
    {
        var facts = RandomFacts.Many(seed, count, format);
        var bytes = SegmentWriter.ToBytes(facts, SegmentModel.Languages);
        using var segment = Segment.FromMemory(bytes, "test");
        segment.Verify();
        new SegmentModel(facts).AssertAnswers(segment);
    }

    [Fact]
    public void The_order_of_facts_and_of_languages_does_not_matter()
    {
        var facts = RandomFacts.Many(11, 100, ObjectFormat.Sha1);
        var forward = SegmentWriter.ToBytes(facts, SegmentModel.Languages);
        facts.Reverse();
        Assert.Equal(forward, SegmentWriter.ToBytes(facts, [.. SegmentModel.Languages.Reverse(), new("zig", "unused")]));
    }

    [Fact]
    public void Of_two_facts_of_one_blob_the_one_not_skipped_counts()
    {
        var facts = RandomFacts.Many(12, 30, ObjectFormat.Sha1);
        var alone = SegmentWriter.ToBytes(facts, SegmentModel.Languages);
        var lame = facts.Where(f => f.Skip == SkipReason.None).Select(f => BlobFacts.Skipped(f.Oid, f.LanguageId, SkipReason.Timeout, 1));
        Assert.Equal(alone, SegmentWriter.ToBytes([.. lame, .. facts], SegmentModel.Languages));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var facts = RandomFacts.Many(13, 30, ObjectFormat.Sha1);
        Assert.Throws<ArgumentException>(() => SegmentWriter.ToBytes(facts, []));
        Assert.Throws<ArgumentException>(() => SegmentWriter.ToBytes(facts, [.. SegmentModel.Languages, new("go", "another")]));
        Assert.Throws<ArgumentException>(() => SegmentWriter.ToBytes([.. facts, .. RandomFacts.Many(1, 1, ObjectFormat.Sha256)], SegmentModel.Languages));
    }

    [Fact]
    public void Damaged_groups_are_refused_by_name()
    {
        var facts = new BlobFacts { Oid = Oid.OfBlob("x"u8, ObjectFormat.Sha1), LanguageId = "go", Groups = [default, new byte[] { 9, 1 }, default, default, default] };
        var error = Assert.Throws<InvalidDataException>(() => SegmentWriter.ToBytes([facts], SegmentModel.Languages));
        Assert.StartsWith($"facts of {facts.Oid}, Occurrences groups, offset 0: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapped_file_answers_and_may_be_deleted_meanwhile()
    {
        var facts = RandomFacts.Many(14, 50, ObjectFormat.Sha1);
        var path = Path.Combine(Path.GetTempPath(), $"revdex-{Guid.NewGuid():N}.seg");
        using (var file = File.Create(path))
        {
            SegmentWriter.Write(facts, SegmentModel.Languages, file);
        }

        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        using var segment = Segment.Open(path);
        File.Delete(path);
        segment.Verify();
        Assert.Equal(Path.GetFileNameWithoutExtension(path), segment.Name);
        Assert.Equal(expected, segment.ComputeId());
        new SegmentModel(facts).AssertAnswers(segment);
    }

    [Fact]
    public void A_stream_may_begin_anywhere_and_must_seek()
    {
        var facts = RandomFacts.Many(15, 10, ObjectFormat.Sha1);
        using var to = new MemoryStream();
        to.Write("before"u8);
        SegmentWriter.Write(facts, SegmentModel.Languages, to);
        Assert.Equal(to.Length, to.Position);
        Assert.Equal(SegmentWriter.ToBytes(facts, SegmentModel.Languages), to.ToArray()[6..]);
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        Assert.Throws<ArgumentException>(() => SegmentWriter.Write(facts, SegmentModel.Languages, pipe));
    }

    [Fact]
    public void Look_ups_allocate_nothing()
    {
        using var segment = Segment.FromMemory(SegmentWriter.ToBytes(RandomFacts.Many(16, 200, ObjectFormat.Sha1), SegmentModel.Languages), "test");
        LookUp(segment);
        var before = GC.GetAllocatedBytesForCurrentThread();
        LookUp(segment);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static long LookUp(Segment segment)
    {
        var table = segment.Table(TableKind.Occurrences);
        long sum = table.Find("Get5"u8) + table.PrefixRange("get"u8).End + table.NextContaining("NAME"u8, true, 0);
        for (var key = 0; key < table.KeyCount; key++)
        {
            var postings = table.Postings(key);
            while (postings.MoveNext())
            {
                var run = postings.Occurrences;
                while (run.MoveNext())
                {
                    sum += run.Line;
                }
            }
        }

        var blob = segment.Blob(7);
        segment.TryFindBlob(blob.Oid, blob.LanguageOrdinal, out var found);
        return sum + found + segment.Facts(found).SymbolCount;
    }
}
