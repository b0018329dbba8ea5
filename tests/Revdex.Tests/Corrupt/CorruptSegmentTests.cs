using Revdex.Segments;
using Revdex.Tests.Segments;

namespace Revdex.Tests.Corrupt;

public sealed class CorruptSegmentTests
{
    /// <summary>Messages, a lease, the header's entries: more than any of it means a length was believed.</summary>
    private const long AllocationMaxBytes = 512 * 1024;

    private static readonly ContainerFormat Format = SegmentFormat.Segment;

    private static readonly byte[] Good = SegmentWriter.ToBytes(FrozenFacts.All, FrozenFacts.Languages);

    public static TheoryData<int> EverySection => [.. Enumerable.Range(0, Format.Sections.Length)];

    [Fact]
    public void What_is_whole_gives_no_error()
    {
        Assert.Empty(Exhaustive.Read(Good, "good").Errors);
        Assert.Equal(Good, Surgery.Assemble(Format, Surgery.Sections(Format, Good)));
    }

    [Fact]
    public void Every_flipped_bit_is_found_and_its_section_named()
    {
        var entries = Format.ReadHeader(Good, Good.Length, "good");
        using var memory = new GuardedMemory(Good.Length);
        var bytes = (byte[])Good.Clone();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var error = Assert.Throws<InvalidDataException>(() => OpenAndVerify(memory.Put(bytes)));
            var section = Array.FindIndex(entries, e => bit / 8 >= e.Offset && bit / 8 < e.Offset + e.Length);
            Assert.StartsWith(section < 0 ? "segment flipped, " : $"segment flipped, {Format.Sections[section].Name}, offset ", error.Message, StringComparison.Ordinal);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Every_truncation_and_any_tail_is_found_on_opening()
    {
        using var memory = new GuardedMemory(Good.Length + 8);
        for (var length = 0; length < Good.Length; length++)
        {
            var cut = memory.Put(Good.AsSpan(0, length));
            var error = Assert.Throws<InvalidDataException>(() => Segment.FromMemory(cut, "cut"));
            Assert.StartsWith("segment cut, header, offset ", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<InvalidDataException>(() => Segment.FromMemory(memory.Put([.. Good, 0]), "longer"));
        Assert.Throws<InvalidDataException>(() => Segment.FromMemory(memory.Put([.. Good, 0, 0, 0, 0, 0, 0, 0, 0]), "longer"));
    }

    [Fact]
    public void A_file_too_short_to_map_is_refused_by_name()
    {
        var path = Path.Combine(Path.GetTempPath(), $"revdex-{Guid.NewGuid():N}.seg");
        File.WriteAllBytes(path, []);
        var error = Assert.Throws<InvalidDataException>(() => Segment.Open(path));
        File.Delete(path);
        Assert.StartsWith($"segment {Path.GetFileNameWithoutExtension(path)}, header, offset 0: ", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Segment.Open(path));
    }

    /// <summary>The hashes are right, so that only the readers stand between these bytes and the caller.</summary>
    [Theory]
    [MemberData(nameof(EverySection))]
    public void A_section_damaged_under_right_hashes_gives_answers_or_the_one_error(int section)
    {
        var sections = Surgery.Sections(Format, Good);
        using var memory = new GuardedMemory(Good.Length + 64);
        var found = 0;
        foreach (var variant in Surgery.Variants(sections[section]))
        {
            sections[section] = variant;
            var bytes = memory.Put(Surgery.Assemble(Format, sections));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var reading = Exhaustive.Read(bytes, "hostile");
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < AllocationMaxBytes + 4096L * reading.Errors.Count, $"{allocated} bytes were allocated");
            found += reading.Errors.Count > 0 ? 1 : 0;
        }

        Assert.True(found > 0, "no variant was found wrong");
    }

    private static void OpenAndVerify(ReadOnlyMemory<byte> bytes)
    {
        using var segment = Segment.FromMemory(bytes, "flipped");
        segment.Verify();
    }
}
