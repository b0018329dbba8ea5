using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Revdex.Git;

/// <summary>A git object id: 20 raw bytes (SHA-1) or 32 (SHA-256). The default value is no object.</summary>
public readonly struct Oid : IEquatable<Oid>, IComparable<Oid>
{
    public const int LengthMax = 32;

    [InlineArray(LengthMax)]
    private struct Bytes
    {
        private byte _first;
    }

    private readonly Bytes _bytes;
    private readonly byte _length;

    /// <exception cref="ArgumentException">The span is neither 20 nor 32 bytes.</exception>
    public Oid(ReadOnlySpan<byte> raw)
    {
        if (raw.Length is not (20 or 32))
        {
            throw new ArgumentException($"an object id has 20 or 32 bytes, not {raw.Length}", nameof(raw));
        }

        raw.CopyTo(_bytes);
        _length = (byte)raw.Length;
    }

    /// <summary>20, 32, or 0 for no object.</summary>
    public int Length => _length;

    public bool IsNone => _length == 0;

    /// <summary>The raw bytes; valid as long as the variable it is called on.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => ((ReadOnlySpan<byte>)_bytes)[.._length];

    /// <summary>Hashes content as git does: <c>blob SIZE NUL content</c>.</summary>
    public static Oid OfBlob(ReadOnlySpan<byte> content, ObjectFormat format)
    {
        using var hash = IncrementalHash.CreateHash(format == ObjectFormat.Sha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")));
        hash.AppendData(content);
        Span<byte> raw = stackalloc byte[LengthMax];
        return new Oid(raw[..hash.GetHashAndReset(raw)]);
    }

    public static bool TryParse(ReadOnlySpan<char> hex, out Oid oid)
    {
        Span<byte> raw = stackalloc byte[LengthMax];
        oid = default;
        if (hex.Length is not (40 or 64) || Convert.FromHexString(hex, raw, out _, out var written) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        oid = new Oid(raw[..written]);
        return true;
    }

    public static bool TryParse(ReadOnlySpan<byte> hex, out Oid oid)
    {
        Span<byte> raw = stackalloc byte[LengthMax];
        oid = default;
        if (hex.Length is not (40 or 64) || Convert.FromHexString(hex, raw, out _, out var written) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        oid = new Oid(raw[..written]);
        return true;
    }

    /// <exception cref="FormatException">Not 40 or 64 hexadecimal digits.</exception>
    public static Oid Parse(ReadOnlySpan<char> hex) =>
        TryParse(hex, out var oid) ? oid : throw new FormatException($"'{hex}' is not an object id");

    public int CompareTo(Oid other) => Span.SequenceCompareTo(other.Span);

    public bool Equals(Oid other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Oid other && Equals(other);

    /// <summary>The bytes are a hash already.</summary>
    public override int GetHashCode() => MemoryMarshal.Read<int>(_bytes);

    public override string ToString() => Convert.ToHexStringLower(Span);

    public static bool operator ==(Oid left, Oid right) => left.Equals(right);

    public static bool operator !=(Oid left, Oid right) => !left.Equals(right);
}
