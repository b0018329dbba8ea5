using System.Buffers.Binary;
using System.Security.Cryptography;
using Revdex.Facts;

namespace Revdex.Segments;

/// <summary>
/// A file of sections (artifacts/FORMAT.md, "Containers"): magic, u32 version, u32 section count, then for each section u32 id, u32 zero,
/// u64 offset, u64 length, SHA-256; the sections follow in that order, each on a multiple of the alignment, padded with zeros. There is one
/// way to write given sections, so that every bit of the file is checked.
/// </summary>
/// <param name="alignment">A power of two: eight for numbers, a cache line for what is read in vectors.</param>
internal sealed class ContainerFormat(ReadOnlySpan<byte> magic, string noun, int version, SectionKind[] sections, int alignment = 8)
{
    public const int AlignmentMax = 64;
    public const int EntryBytes = 4 + 4 + 8 + 8 + SHA256.HashSizeInBytes;
    private const int HashOffset = 24;

    public delegate ReadOnlySpan<byte> ByteReader(long offset, int length);

    private readonly byte[] _magic = magic.ToArray();

    public SectionKind[] Sections { get; } = sections;

    public int HeaderBytes => _magic.Length + 8 + Sections.Length * EntryBytes;

    public string ObjectName(string name) => $"{noun} {name}";

    public long Padded(long offset) => (offset + alignment - 1) & ~(long)(alignment - 1);

    public byte[] WriteHeader(SectionEntry[] entries)
    {
        var header = new byte[HeaderBytes];
        _magic.CopyTo(header, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(_magic.Length), (uint)version);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(_magic.Length + 4), (uint)Sections.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = header.AsSpan(_magic.Length + 8 + i * EntryBytes, EntryBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, Sections[i].Id);
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], entries[i].Offset);
            BinaryPrimitives.WriteInt64LittleEndian(entry[16..], entries[i].Length);
            entries[i].Sha256.CopyTo(entry[HashOffset..]);
        }

        return header;
    }

    /// <summary>Checks that the header says nothing but what the format and the size allow.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public SectionEntry[] ReadHeader(ReadOnlySpan<byte> bytes, long sizeBytes, string name)
    {
        var source = new ByteSource(ObjectName(name), "header");
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(_magic))
        {
            throw source.Error(0, bytes.StartsWith(_magic) ? $"{bytes.Length} bytes are less than a header" : $"not a {noun}");
        }

        Require(bytes, _magic.Length, (uint)version, "version", source);
        Require(bytes, _magic.Length + 4, (uint)Sections.Length, "section count", source);
        var entries = new SectionEntry[Sections.Length];
        long end = HeaderBytes;
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = ReadEntry(bytes, i, Padded(end), sizeBytes, source);
            end = entries[i].Offset + entries[i].Length;
        }

        return end == sizeBytes ? entries : throw source.Error(0, $"sections end at {end} of {sizeBytes} bytes");
    }

    /// <summary>Checks the hash of every section and that only zeros lie between them.</summary>
    /// <param name="reader">Gives bytes of the file by offset and length.</param>
    /// <param name="entries">What the header says.</param>
    /// <param name="name">For errors.</param>
    /// <exception cref="InvalidDataException">A section is not what the header says.</exception>
    public void Verify(ByteReader reader, SectionEntry[] entries, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        long end = HeaderBytes;
        for (var i = 0; i < entries.Length; i++)
        {
            var source = new ByteSource(ObjectName(name), Sections[i].Name);
            if (reader(end, (int)(entries[i].Offset - end)).ContainsAnyExcept((byte)0))
            {
                throw source.Error(end - entries[i].Offset, "the padding before the section is not zero");
            }

            end = entries[i].Offset + entries[i].Length;
            Hash(reader, entries[i].Offset, end, hash);
            if (!hash.SequenceEqual(entries[i].Sha256))
            {
                throw source.Error(0, $"the SHA-256 of its {entries[i].Length} bytes is not the header's");
            }
        }
    }

    /// <summary>Hashes a range of a file that may be longer than a span.</summary>
    public static void Hash(ByteReader reader, long start, long end, Span<byte> hash)
    {
        const int ChunkBytes = 1 << 24;
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var position = start; position < end; position += ChunkBytes)
        {
            sha256.AppendData(reader(position, (int)Math.Min(ChunkBytes, end - position)));
        }

        sha256.GetHashAndReset(hash);
    }

    private SectionEntry ReadEntry(ReadOnlySpan<byte> bytes, int index, long expectedOffset, long sizeBytes, ByteSource source)
    {
        var at = _magic.Length + 8 + index * EntryBytes;
        Require(bytes, at, Sections[index].Id, "section id", source);
        Require(bytes, at + 4, 0, "reserved number", source);
        var offset = BinaryPrimitives.ReadInt64LittleEndian(bytes[(at + 8)..]);
        var length = BinaryPrimitives.ReadInt64LittleEndian(bytes[(at + 16)..]);
        if (offset != expectedOffset)
        {
            throw source.Error(at + 8, $"section {Sections[index].Name} at {offset}, not at {expectedOffset}");
        }

        if (length < 0 || length > sizeBytes - offset)
        {
            throw source.Error(at + 16, $"section {Sections[index].Name} of {length} bytes at {offset} of {sizeBytes}");
        }

        return new SectionEntry(offset, length, bytes.Slice(at + HashOffset, SHA256.HashSizeInBytes).ToArray());
    }

    private static void Require(ReadOnlySpan<byte> bytes, int at, uint wanted, string what, ByteSource source)
    {
        var value = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        if (value != wanted)
        {
            throw source.Error(at, $"{what} {value}, not {wanted}");
        }
    }
}
