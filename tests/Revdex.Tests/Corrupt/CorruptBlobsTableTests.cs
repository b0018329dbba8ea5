using Revdex.Segments;
using Revdex.Tests.Segments;

namespace Revdex.Tests.Corrupt;

public sealed class CorruptBlobsTableTests
{
    private static readonly ContainerFormat Format = SegmentFormat.BlobsTable;

    private static readonly byte[] Good = GoodBytes();

    [Fact]
    public void Every_flipped_bit_and_every_truncation_is_found()
    {
        var bytes = (byte[])Good.Clone();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var error = Assert.Throws<InvalidDataException>(() => BlobsTable.Read(bytes, "flipped"));
            Assert.StartsWith("blobs table flipped, ", error.Message, StringComparison.Ordinal);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes.AsMemory(0, length);
            Assert.Throws<InvalidDataException>(() => BlobsTable.Read(cut, "cut"));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_section_damaged_under_right_hashes_gives_a_table_or_the_one_error(int section)
    {
        var sections = Surgery.Sections(Format, Good);
        foreach (var variant in Surgery.Variants(sections[section]))
        {
            sections[section] = variant;
            var bytes = Surgery.Assemble(Format, sections);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                BlobsTable.Read(bytes, "hostile");
            }
            catch (InvalidDataException e)
            {
                Assert.Matches("^blobs table hostile, [a-z]+, offset -?[0-9]+: .", e.Message);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128 * 1024);
        }
    }

    private static byte[] GoodBytes()
    {
        using var segment = Segment.FromMemory(SegmentWriter.ToBytes(FrozenFacts.All, FrozenFacts.Languages), "good");
        return BlobsTable.FromSegment(segment).ToBytes();
    }
}
