using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Revdex.Storage;

/// <summary>SHA-256 of the bytes of a stored object or a segment: what both are named by. The default value is no hash.</summary>
public readonly struct ContentHash : IEquatable<ContentHash>, IComparable<ContentHash>
{
    public const int Length = 32;

    /// <summary>Read this much at a time: large enough for sequential disks, small enough for the pool.</summary>
    private const int ReadSizeBytes = 128 * 1024;

    [InlineArray(Length)]
    private struct Bytes
    {
        private byte _first;
    }

    private readonly Bytes _bytes;

    /// <exception cref="ArgumentException">The span is not 32 bytes.</exception>
    public ContentHash(ReadOnlySpan<byte> raw)
    {
        if (raw.Length != Length)
        {
            throw new ArgumentException($"a content hash has {Length} bytes, not {raw.Length}", nameof(raw));
        }

        raw.CopyTo(_bytes);
    }

    public bool IsNone => Span.IndexOfAnyExcept((byte)0) < 0;

    /// <summary>The raw bytes; valid as long as the variable it is called on.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    public static ContentHash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> raw = stackalloc byte[Length];
        SHA256.HashData(content, raw);
        return new ContentHash(raw);
    }

    /// <summary>Hashes a file by reading it, not by mapping it: what was read does not stay in the process.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ContentHash OfFile(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        return OfFile(handle);
    }

    internal static ContentHash OfFile(SafeFileHandle handle)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(ReadSizeBytes);
        long offset = 0;
        for (int read; (read = RandomAccess.Read(handle, buffer, offset)) > 0; offset += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        return Finish(hash);
    }

    /// <summary>The hash of what was appended; the hasher starts anew.</summary>
    internal static ContentHash Finish(IncrementalHash hash)
    {
        Span<byte> raw = stackalloc byte[Length];
        hash.GetHashAndReset(raw);
        return new ContentHash(raw);
    }

    /// <summary>64 lower-case hexadecimal digits: one spelling, because it is a name.</summary>
    public static bool TryParse(ReadOnlySpan<char> hex, out ContentHash hash)
    {
        Span<byte> raw = stackalloc byte[Length];
        hash = default;
        if (hex.Length != Length * 2 || hex.ContainsAnyInRange('A', 'F') || Convert.FromHexString(hex, raw, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        hash = new ContentHash(raw);
        return true;
    }

    /// <exception cref="FormatException">Not 64 lower-case hexadecimal digits.</exception>
    public static ContentHash Parse(ReadOnlySpan<char> hex) =>
        TryParse(hex, out var hash) ? hash : throw new FormatException($"'{hex}' is not a content hash");

    public int CompareTo(ContentHash other) => Span.SequenceCompareTo(other.Span);

    public bool Equals(ContentHash other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is ContentHash other && Equals(other);

    public override int GetHashCode() => MemoryMarshal.Read<int>(_bytes);

    public override string ToString() => Convert.ToHexStringLower(Span);

    public static bool operator ==(ContentHash left, ContentHash right) => left.Equals(right);

    public static bool operator !=(ContentHash left, ContentHash right) => !left.Equals(right);
}
