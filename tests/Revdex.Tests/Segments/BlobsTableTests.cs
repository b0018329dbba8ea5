using Revdex.Git;
using Revdex.Segments;
using Revdex.Tests.Facts;

namespace Revdex.Tests.Segments;

public sealed class BlobsTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public void Says_what_its_segment_covers(int count)
    {
        var facts = RandomFacts.Many(61, count, ObjectFormat.Sha1);
        using var segment = Segment.FromMemory(SegmentWriter.ToBytes(facts, SegmentModel.Languages), "test");
        var table = BlobsTable.Read(BlobsTable.FromSegment(segment).ToBytes(), "copy");
        Assert.Equal((segment.BlobCount, segment.FactsBytes), (table.Count, table.FactsBytes));
        Assert.Equal(segment.Languages, table.Languages);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(segment.Blob(i), table[i]);
            var language = segment.Languages[table[i].LanguageOrdinal];
            Assert.True(table.Contains(table[i].Oid, language.Id, language.Fingerprint));
            Assert.False(table.Contains(table[i].Oid, language.Id, "another"));
            Assert.True(table.TryFind(table[i].Oid, table[i].LanguageOrdinal, out var found));
            Assert.Equal(i, found);
        }

        Assert.False(table.Contains(Oid.OfBlob("not there"u8, ObjectFormat.Sha1), "go", SegmentModel.Languages[1].Fingerprint));
    }
}
