using Revdex.Segments;
using Revdex.Tests.Vectors;
using Revdex.Vectors;

namespace Revdex.Tests.Corrupt;

public sealed class CorruptVectorFileTests
{
    /// <summary>A search, a merge of these few rows, messages: more than any of it means a length was believed.</summary>
    private const long AllocationMaxBytes = 512 * 1024;

    private static readonly ContainerFormat Format = VectorFormat.File;

    private static readonly VectorWorld World = VectorWorld.Of(91, 6, 5);

    private static readonly byte[] Plain = World.Bytes(World.Blobs);

    private static readonly byte[] Listed = World.Bytes(World.Blobs, listRowsMin: 1);

    public static TheoryData<int> EverySection => [.. Enumerable.Range(0, Format.Sections.Length)];

    [Fact]
    public void What_is_whole_gives_no_error()
    {
        Assert.Empty(Read(Plain));
        Assert.Empty(Read(Listed));
    }

    [Fact]
    public void Every_flipped_bit_is_found_and_its_section_named()
    {
        var entries = Format.ReadHeader(Listed, Listed.Length, "good");
        using var memory = new GuardedMemory(Listed.Length);
        var bytes = (byte[])Listed.Clone();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var error = Assert.Throws<InvalidDataException>(() => OpenAndVerify(memory.Put(bytes)));
            var section = Array.FindIndex(entries, e => bit / 8 >= e.Offset && bit / 8 < e.Offset + e.Length);

            // Another number of dimensions is found by the length of what has them.
            Assert.StartsWith(section <= (int)VectorSection.Model ? "vector file flipped, " : $"vector file flipped, {Format.Sections[section].Name}, offset ", error.Message, StringComparison.Ordinal);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Every_truncation_and_any_tail_is_found_on_opening()
    {
        using var memory = new GuardedMemory(Plain.Length + 8);
        for (var length = 0; length < Plain.Length; length++)
        {
            var cut = memory.Put(Plain.AsSpan(0, length));
            Assert.StartsWith("vector file cut, header, offset ", Assert.Throws<InvalidDataException>(() => VectorFile.FromMemory(cut, "cut")).Message, StringComparison.Ordinal);
        }

        Assert.Throws<InvalidDataException>(() => VectorFile.FromMemory(memory.Put([.. Plain, 0]), "longer"));
    }

    /// <summary>The hashes are right, so that only the reader stands between these bytes and the caller.</summary>
    [Theory]
    [MemberData(nameof(EverySection))]
    public void A_section_damaged_under_right_hashes_gives_answers_or_the_one_error(int section)
    {
        Damage(Plain, section);
        Damage(Listed, section);
    }

    private static void Damage(byte[] good, int section)
    {
        var sections = Surgery.Sections(Format, good);
        using var memory = new GuardedMemory(Listed.Length + 1024);
        var found = 0;
        foreach (var variant in Surgery.Variants(sections[section]))
        {
            sections[section] = variant;
            var bytes = memory.Put(Surgery.Assemble(Format, sections));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var errors = Read(bytes);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationMaxBytes + 4096L * errors.Count);
            Assert.All(errors, e => Assert.Matches("^vector file hostile, [a-z]+, offset -?[0-9]+: .", e));
            found += errors.Count > 0 ? 1 : 0;
        }

        Assert.True(found > 0, "no variant was found wrong");
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    [InlineData(-1f)]
    [InlineData(0f)]
    public void A_scale_that_is_none_never_makes_a_score(float scale)
    {
        var sections = Surgery.Sections(Format, Plain);
        sections[(int)VectorSection.Scales] = [.. Enumerable.Repeat(BitConverter.GetBytes(scale), sections[(int)VectorSection.Scales].Length / sizeof(float)).SelectMany(b => b)];
        using var file = VectorFile.FromMemory(Surgery.Assemble(Format, sections), "hostile");
        Assert.StartsWith("vector file hostile, scales, offset 0: ", Assert.Throws<InvalidDataException>(() => ((IRowSource)file).ReadRow(0, new sbyte[64], out _)).Message, StringComparison.Ordinal);
        try
        {
            Assert.Empty(VectorSearch.Nearest(World.Model, [new(file, null)], World.Vectors.Values.First(), 5, default));
        }
        catch (InvalidDataException e)
        {
            Assert.StartsWith("vector file hostile, scales, offset ", e.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Everything there is to ask of a file.</summary>
    private static List<string> Read(ReadOnlyMemory<byte> bytes)
    {
        var errors = new List<string>();
        void Try(Action read)
        {
            try
            {
                read();
            }
            catch (InvalidDataException e)
            {
                errors.Add(e.Message);
            }
        }

        Try(() =>
        {
            using var file = VectorFile.FromMemory(bytes, "hostile");
            for (var i = 0; i < file.BlobCount; i++)
            {
                var blob = i;
                Try(() => file.HasBlob(file.Oid(blob), file.Language(blob)));
                Try(() => Enumerable.Range(file.PlacesOf(blob).Start, file.PlacesOf(blob).End - file.PlacesOf(blob).Start).Select(file.Place).Count());
            }

            for (var i = 0; i < file.RowCount; i++)
            {
                var row = i;
                Try(() => file.TryFindRow(file.Key(row), out _));
                Try(() => VectorSearch.PlacesOf([new(file, null)], file.Key(row)));
            }

            var question = World.Vectors.Values.First();
            Try(() => VectorSearch.Nearest(file.Model, [new(file, null)], new float[file.Model.Dimensions].Select((_, i) => question[i % 5]).ToArray(), 10, default));
            Try(() => RowLists.RangesFor(file, null, VectorQuery.Of(World.Model, question), 3));
            Try(() => VectorSearch.Nearest(file.Model, [new(file, LiveRows.Of(file, (_, blob) => blob % 2 == 0))], new float[file.Model.Dimensions].Select((_, i) => question[i % 5]).ToArray(), 10, default));
            Try(() => VectorMerger.ToBytes(file.Model, [file, file], (_, blob) => blob % 3 != 0));
        });
        return errors;
    }

    private static void OpenAndVerify(ReadOnlyMemory<byte> bytes)
    {
        using var file = VectorFile.FromMemory(bytes, "flipped");
        file.Verify();
    }
}
