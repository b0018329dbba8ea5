using System.Buffers.Binary;

namespace Revdex.Vectors;

/// <summary>
/// What names the text of a chunk: the first 16 bytes of its SHA-256. Of four billion texts two have one key by chance with
/// probability 2^-65; who makes two on purpose (2^64 tries) has them ranked alike, no more. A whole hash would be a tenth of a row.
/// </summary>
public readonly record struct ChunkKey : IComparable<ChunkKey>
{
    public const int LengthBytes = 16;

    // Not one UInt128: code that holds those is not compiled ahead.
    private readonly ulong _high;
    private readonly ulong _low;

    /// <param name="hash">At least <see cref="LengthBytes"/> bytes; the first count.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public ChunkKey(ReadOnlySpan<byte> hash)
    {
        _high = BinaryPrimitives.ReadUInt64BigEndian(hash);
        _low = BinaryPrimitives.ReadUInt64BigEndian(hash[sizeof(ulong)..]);
    }

    /// <summary>Of those bytes read as a big-endian number.</summary>
    public ChunkKey(UInt128 value) => (_high, _low) = ((ulong)(value >> 64), (ulong)value);

    public void CopyTo(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64BigEndian(to, _high);
        BinaryPrimitives.WriteUInt64BigEndian(to[sizeof(ulong)..], _low);
    }

    /// <summary>The order of the bytes.</summary>
    public int CompareTo(ChunkKey other) => _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_high:x16}{_low:x16}");
}
