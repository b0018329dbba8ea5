using Revdex.Scip;
using Revdex.Tests.Scip;

namespace Revdex.Tests.Corrupt;

public sealed class CorruptScipPartTests
{
    private static readonly byte[] Good = ScipSamples.Index().ToPart();

    public static TheoryData<int> Sections => [.. Enumerable.Range(0, ScipFormat.File.Sections.Length)];

    [Fact]
    public void Every_flipped_bit_and_every_truncation_is_found()
    {
        var bytes = (byte[])Good.Clone();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var error = Assert.Throws<InvalidDataException>(() => Verify(bytes));
            Assert.StartsWith("SCIP part test, ", error.Message, StringComparison.Ordinal);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<InvalidDataException>(() => Verify(cut));
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_section_damaged_under_right_hashes_gives_answers_or_the_one_error(int section)
    {
        var sections = Surgery.Sections(ScipFormat.File, Good);
        foreach (var variant in Surgery.Variants(sections[section]))
        {
            sections[section] = variant;
            var bytes = Surgery.Assemble(ScipFormat.File, sections);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Read(bytes);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20); // Some hundred exceptions; a count that is believed takes gigabytes.
        }
    }

    private static void Verify(byte[] bytes)
    {
        using var part = ScipPart.FromMemory(bytes, "test");
        part.Verify();
    }

    /// <summary>All look-ups that there are.</summary>
    private static void Read(byte[] bytes)
    {
        try
        {
            using var part = ScipPart.FromMemory(bytes, "test");
            part.Find("b.ts"u8);
            Try(() => part.At(1, 3, 6));
            for (var i = 0; i < 16; i++)
            {
                Try(() => part.Symbol(part[i].Symbol));
                Try(() => part.DocumentOf(i));
                Try(() => part.Occurrence(i, part.CountsOf(i).All - 1));
            }
        }
        catch (InvalidDataException e)
        {
            Assert.Matches("^SCIP part test, [a-z]+, offset -?[0-9]+: .", e.Message);
        }
    }

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException e)
        {
            Assert.Matches("^SCIP part test, [a-z]+, offset -?[0-9]+: .", e.Message);
        }
    }
}
