using System.Buffers.Binary;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Segments;

/// <summary>
/// The blobs section: u32 count, u32 oid length, then a row for each blob, sorted by (oid, language): oid, u64 size, u64 end of its
/// facts (they begin where the row before ends), u32 symbols, u32 occurrences, u16 language, u8 skip reason, u8 flags (1: parse errors).
/// </summary>
internal readonly ref struct BlobRows
{
    private const int FixedBytes = 28;
    private const int LanguageOffset = 24;
    private const byte HasParseErrorsFlag = 1;

    private readonly KeyedRows _keys;
    private readonly ByteSource _source;

    private BlobRows(KeyedRows keys, ByteSource source)
    {
        _keys = keys;
        _source = source;
    }

    public int Count => _keys.Count;

    public int OidLength => _keys.OidLength;

    /// <summary>Reads the section's two numbers and checks them against its length.</summary>
    public static BlobRows Of(ReadOnlySpan<byte> section, ByteSource source) => new(KeyedRows.Of(section, source, FixedBytes, LanguageOffset), source);

    /// <summary>With the two numbers known to fit: nothing is read.</summary>
    public static BlobRows Known(ReadOnlySpan<byte> section, ByteSource source, int count, int oidLength) =>
        new(new KeyedRows(section, count, oidLength, FixedBytes, LanguageOffset), source);

    /// <summary>Returns the row's length in <paramref name="to"/>, which has room for any.</summary>
    public static int WriteRow(Span<byte> to, in BlobRecord record, long factsEnd)
    {
        record.Oid.Span.CopyTo(to);
        var rest = to[record.Oid.Length..];
        BinaryPrimitives.WriteInt64LittleEndian(rest, record.SizeBytes);
        BinaryPrimitives.WriteInt64LittleEndian(rest[8..], factsEnd);
        BinaryPrimitives.WriteInt32LittleEndian(rest[16..], record.SymbolCount);
        BinaryPrimitives.WriteInt32LittleEndian(rest[20..], record.OccurrenceCount);
        BinaryPrimitives.WriteUInt16LittleEndian(rest[24..], (ushort)record.LanguageOrdinal);
        rest[26] = (byte)record.Skip;
        rest[27] = record.HasParseErrors ? HasParseErrorsFlag : (byte)0;
        return record.Oid.Length + FixedBytes;
    }

    public ReadOnlySpan<byte> Oid(int index) => _keys.Oid(index);

    public int LanguageOrdinal(int index) => _keys.LanguageOrdinal(index);

    /// <exception cref="InvalidDataException">A field is out of range.</exception>
    public BlobRecord Read(int index, int languageCount, long factsLength)
    {
        var row = _keys.Row(index);
        var rest = row[OidLength..];
        var record = new BlobRecord
        {
            Oid = new Oid(row[..OidLength]),
            LanguageOrdinal = BinaryPrimitives.ReadUInt16LittleEndian(rest[24..]),
            Skip = (SkipReason)rest[26],
            HasParseErrors = rest[27] == HasParseErrorsFlag,
            SizeBytes = BinaryPrimitives.ReadInt64LittleEndian(rest),
            SymbolCount = BinaryPrimitives.ReadInt32LittleEndian(rest[16..]),
            OccurrenceCount = BinaryPrimitives.ReadInt32LittleEndian(rest[20..]),
            FactsOffset = FactsRange(index, factsLength, out var length),
            FactsLength = length,
        };
        return rest[27] <= HasParseErrorsFlag && record.Skip <= SkipReason.Unreadable && record.LanguageOrdinal < languageCount
            && record is { SizeBytes: >= 0, SymbolCount: >= 0, OccurrenceCount: >= 0 }
            ? record
            : throw Error(index, "a field is out of range");
    }

    /// <summary>Returns where the blob's facts begin.</summary>
    public long FactsRange(int index, long factsLength, out int length)
    {
        var start = index == 0 ? 0 : FactsEnd(index - 1);
        var end = FactsEnd(index);
        if (start < 0 || end < start || end > factsLength || end - start > int.MaxValue)
        {
            throw Error(index, $"facts from {start} to {end} of {factsLength} bytes");
        }

        length = (int)(end - start);
        return start;
    }

    /// <summary>The index of a key, or the complement of where it would be.</summary>
    public int Find(ReadOnlySpan<byte> oid, int languageOrdinal) => _keys.Find(oid, languageOrdinal);

    /// <summary>Negative where the row comes before the key.</summary>
    public int Compare(int index, ReadOnlySpan<byte> oid, int languageOrdinal) => _keys.Compare(index, oid, languageOrdinal);

    private long FactsEnd(int index) => BinaryPrimitives.ReadInt64LittleEndian(_keys.Row(index)[(OidLength + 8)..]);

    public InvalidDataException Error(int index, string what) => _source.Error(KeyedRows.PrefixBytes + (long)index * _keys.RowBytes, $"blob {index}: {what}");
}
