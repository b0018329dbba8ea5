using System.Buffers;
using System.Buffers.Binary;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Facts;

public sealed class BlobFactsWireTests
{
    [Theory]
    [InlineData(ObjectFormat.Sha1)]
    [InlineData(ObjectFormat.Sha256)]
    public void Round_trips(ObjectFormat format)
    {
        foreach (var facts in RandomFacts.Many(7, 20, format))
        {
            AssertEqual(facts, BlobFactsWire.Read(Bytes(facts)));
        }
    }

    [Fact]
    public void Skipped_blobs_round_trip()
    {
        var facts = BlobFacts.Skipped(Oid.OfBlob("x"u8, ObjectFormat.Sha1), "ruby", SkipReason.ParserCrashed, 1L << 40);
        AssertEqual(facts, BlobFactsWire.Read(Bytes(facts)));
    }

    [Fact]
    public void Every_truncation_and_any_tail_is_refused()
    {
        var bytes = Bytes(RandomFacts.Many(3, 1, ObjectFormat.Sha1)[0]);
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes.AsMemory(0, length);
            Assert.Throws<InvalidDataException>(() => BlobFactsWire.ReadInPlace(cut));
        }

        Assert.Throws<InvalidDataException>(() => BlobFactsWire.Read([.. bytes, 0]));
    }

    [Fact]
    public void A_huge_length_is_refused_without_allocating_it()
    {
        var facts = RandomFacts.Many(3, 1, ObjectFormat.Sha1)[0];
        var bytes = Bytes(facts);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(1 + 20 + 18), uint.MaxValue);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => BlobFactsWire.ReadInPlace(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void Flipped_bits_give_facts_or_the_one_error()
    {
        var bytes = Bytes(RandomFacts.Many(5, 1, ObjectFormat.Sha256)[0]);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                BlobFactsWire.ReadInPlace(bytes);
            }
            catch (InvalidDataException)
            {
            }

            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static byte[] Bytes(BlobFacts facts)
    {
        var output = new ArrayBufferWriter<byte>();
        BlobFactsWire.Write(output, facts);
        Assert.Equal(BlobFactsWire.LengthOf(facts), output.WrittenCount);
        return output.WrittenSpan.ToArray();
    }

    private static void AssertEqual(BlobFacts expected, BlobFacts actual)
    {
        Assert.Equal((expected.Oid, expected.LanguageId, expected.Skip), (actual.Oid, actual.LanguageId, actual.Skip));
        Assert.Equal((expected.HasParseErrors, expected.SizeBytes), (actual.HasParseErrors, actual.SizeBytes));
        Assert.Equal((expected.SymbolCount, expected.OccurrenceCount), (actual.SymbolCount, actual.OccurrenceCount));
        Assert.Equal(expected.Message.Span, actual.Message.Span);
        for (var table = 0; table < 5; table++)
        {
            Assert.Equal(expected.Groups[table].Span, actual.Groups[table].Span);
        }
    }
}
