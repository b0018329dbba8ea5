using System.Buffers.Binary;

namespace Revdex.Vectors;

/// <summary>
/// What names the text of a chunk: the first 16 bytes of its SHA-256. Of four billion texts two have one key by chance with
/// probability 2^-65; who makes two on purpose (2^64 tries) has them ranked alike, no more. A whole hash would be a tenth of a row.
/// </summary>
public readonly record struct ChunkKey : IComparable<ChunkKey>
{
    public const int LengthBytes = 16;

    private readonly UInt128 _value;

    /// <param name="hash">At least <see cref="LengthBytes"/> bytes; the first count.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public ChunkKey(ReadOnlySpan<byte> hash) => _value = BinaryPrimitives.ReadUInt128BigEndian(hash);

    public void CopyTo(Span<byte> to) => BinaryPrimitives.WriteUInt128BigEndian(to, _value);

    /// <summary>The order of the bytes.</summary>
    public int CompareTo(ChunkKey other) => _value.CompareTo(other._value);

    public override string ToString() => _value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
