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
    private const int PrefixBytes = 8;
    private const int FixedBytes = 28;
    private const byte HasParseErrorsFlag = 1;

    private readonly ReadOnlySpan<byte> _section;
    private readonly ByteSource _source;
    private readonly int _oidLength;

    private BlobRows(ReadOnlySpan<byte> section, ByteSource source, int count, int oidLength)
    {
        _section = section;
        _source = source;
        Count = count;
        _oidLength = oidLength;
    }

    public int Count { get; }

    public int OidLength => _oidLength;

    private int RowBytes => _oidLength + FixedBytes;

    /// <summary>Reads the section's two numbers and checks them against its length.</summary>
    public static BlobRows Of(ReadOnlySpan<byte> section, ByteSource source)
    {
        if (section.Length < PrefixBytes)
        {
            throw source.Error(0, $"{section.Length} bytes are too short");
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(section);
        var oidLength = BinaryPrimitives.ReadUInt32LittleEndian(section[4..]);
        if (count == 0 ? oidLength != 0 : oidLength is not (20 or 32))
        {
            throw source.Error(4, $"object ids of {oidLength} bytes");
        }

        return PrefixBytes + (long)count * (oidLength + FixedBytes) == section.Length
            ? new BlobRows(section, source, (int)count, (int)oidLength)
            : throw source.Error(0, $"{count} blobs in {section.Length} bytes");
    }

    /// <summary>With the two numbers known to fit: nothing is read.</summary>
    public static BlobRows Known(ReadOnlySpan<byte> section, ByteSource source, int count, int oidLength) => new(section, source, count, oidLength);

    public static byte[] WritePrefix(int count, int oidLength)
    {
        var prefix = new byte[PrefixBytes];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, count);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(4), count == 0 ? 0 : oidLength);
        return prefix;
    }

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

    public ReadOnlySpan<byte> Oid(int index) => Row(index)[.._oidLength];

    public int LanguageOrdinal(int index) => BinaryPrimitives.ReadUInt16LittleEndian(Row(index)[(_oidLength + 24)..]);

    /// <exception cref="InvalidDataException">A field is out of range.</exception>
    public BlobRecord Read(int index, int languageCount, long factsLength)
    {
        var row = Row(index);
        var rest = row[_oidLength..];
        var record = new BlobRecord
        {
            Oid = new Oid(row[.._oidLength]),
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

    /// <summary>
    /// The index of a key, or the complement of where it would be. Object ids are evenly spread: the search starts where the first
    /// bytes say and widens, which touches less memory than halving; on ids that are not spread it is as fast as halving, twice.
    /// </summary>
    public int Find(ReadOnlySpan<byte> oid, int languageOrdinal)
    {
        if (Count == 0 || oid.Length != _oidLength)
        {
            return ~0;
        }

        var guess = (int)((BinaryPrimitives.ReadUInt32BigEndian(oid) * (ulong)Count) >> 32);
        var (low, high) = Widen(oid, languageOrdinal, guess);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            var order = Compare(middle, oid, languageOrdinal);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return ~low;
    }

    private (int Low, int High) Widen(ReadOnlySpan<byte> oid, int languageOrdinal, int guess)
    {
        long step = 8;
        if (Compare(guess, oid, languageOrdinal) < 0)
        {
            long low = guess + 1, high = low + step;
            while (high < Count && Compare((int)high, oid, languageOrdinal) < 0)
            {
                (low, high, step) = (high + 1, high + step * 2, step * 2);
            }

            return ((int)low, (int)Math.Min(high + 1, Count));
        }
        else
        {
            long high = guess + 1, low = guess - step;
            while (low >= 0 && Compare((int)low, oid, languageOrdinal) > 0)
            {
                (high, low, step) = (low, low - step * 2, step * 2);
            }

            return ((int)Math.Max(low, 0), (int)high);
        }
    }

    /// <summary>Negative where the row comes before the key.</summary>
    public int Compare(int index, ReadOnlySpan<byte> oid, int languageOrdinal)
    {
        var row = Row(index);
        var (left, right) = (BinaryPrimitives.ReadUInt64BigEndian(row), BinaryPrimitives.ReadUInt64BigEndian(oid));
        if (left != right)
        {
            return left < right ? -1 : 1;
        }

        return row[.._oidLength].SequenceCompareTo(oid) is var order and not 0 ? order : LanguageOrdinal(index) - languageOrdinal;
    }

    private long FactsEnd(int index) => BinaryPrimitives.ReadInt64LittleEndian(Row(index)[(_oidLength + 8)..]);

    private ReadOnlySpan<byte> Row(int index) =>
        (uint)index < (uint)Count ? _section.Slice(PrefixBytes + index * RowBytes, RowBytes) : throw new ArgumentOutOfRangeException(nameof(index), index, $"of {Count} blobs");

    public InvalidDataException Error(int index, string what) => _source.Error(PrefixBytes + (long)index * RowBytes, $"blob {index}: {what}");
}
