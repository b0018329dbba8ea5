using System.Buffers.Binary;
using Revdex.Facts;

namespace Revdex.Segments;

/// <summary>
/// A section by blob: u32 count, u32 oid length, then rows of equal length that begin with an object id and have a u16 index of a
/// language, strictly ascending by both.
/// </summary>
/// <param name="fixedBytes">Of a row after its object id.</param>
/// <param name="languageOffset">Of the language, counted from the end of the object id.</param>
internal readonly ref struct KeyedRows(ReadOnlySpan<byte> section, int count, int oidLength, int fixedBytes, int languageOffset)
{
    public const int PrefixBytes = 8;

    private readonly ReadOnlySpan<byte> _section = section;

    public int Count => count;

    public int OidLength => oidLength;

    public int RowBytes => oidLength + fixedBytes;

    /// <summary>Reads the section's two numbers and checks them against its length.</summary>
    /// <exception cref="InvalidDataException">They do not fit.</exception>
    public static KeyedRows Of(ReadOnlySpan<byte> section, ByteSource source, int fixedBytes, int languageOffset)
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

        return PrefixBytes + (long)count * (oidLength + fixedBytes) == section.Length
            ? new KeyedRows(section, (int)count, (int)oidLength, fixedBytes, languageOffset)
            : throw source.Error(0, $"{count} blobs in {section.Length} bytes");
    }

    public static byte[] WritePrefix(int count, int oidLength)
    {
        var prefix = new byte[PrefixBytes];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, count);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(4), count == 0 ? 0 : oidLength);
        return prefix;
    }

    public ReadOnlySpan<byte> Oid(int index) => Row(index)[..oidLength];

    public int LanguageOrdinal(int index) => BinaryPrimitives.ReadUInt16LittleEndian(Row(index)[(oidLength + languageOffset)..]);

    public ReadOnlySpan<byte> Row(int index) =>
        (uint)index < (uint)count ? _section.Slice(PrefixBytes + index * RowBytes, RowBytes) : throw new ArgumentOutOfRangeException(nameof(index), index, $"of {count} blobs");

    /// <summary>
    /// The index of a key, or the complement of where it would be. Object ids are evenly spread: the search starts where the first
    /// bytes say and widens, which touches less memory than halving; on ids that are not spread it is as fast as halving, twice.
    /// </summary>
    public int Find(ReadOnlySpan<byte> oid, int languageOrdinal)
    {
        if (Count == 0 || oid.Length != oidLength)
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

        return row[..oidLength].SequenceCompareTo(oid) is var order and not 0 ? order : LanguageOrdinal(index) - languageOrdinal;
    }
}
