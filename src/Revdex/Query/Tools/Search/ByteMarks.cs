using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Revdex.Facts;

namespace Revdex.Query.Tools.Search;

/// <summary>A bit for each byte of a text. Reused from text to text, for one thread.</summary>
internal sealed class ByteMarks
{
    private const int WordBits = 64;

    private ulong[] _bits = [];

    /// <summary>No bit, for a text of so many bytes.</summary>
    public void Clear(int length)
    {
        var count = CountOf(length);
        if (_bits.Length < count)
        {
            _bits = new ulong[count * 2];
        }

        Array.Clear(_bits, 0, count);
    }

    public void Add(int at) => _bits[at / WordBits] |= 1UL << (at % WordBits);

    /// <summary>A bit where each word of a text begins (<see cref="WordRules.IsWordByte"/>), and no others.</summary>
    public void SetWordStarts(ReadOnlySpan<byte> text)
    {
        Clear(text.Length);
        var before = 0UL; // Whether the byte before is of a word.
        Span<byte> last = stackalloc byte[WordBits];
        for (var at = 0; at < text.Length; at += WordBits)
        {
            scoped var rest = text[at..];
            if (rest.Length < WordBits)
            {
                last.Clear();
                rest.CopyTo(last);
                rest = last;
            }

            var bits = WordBytes(rest) | ((ulong)WordBytes(rest[Vector256<byte>.Count..]) << Vector256<byte>.Count);
            _bits[at / WordBits] = bits & ~((bits << 1) | before);
            before = bits >> (WordBits - 1);
        }
    }

    /// <summary>How many there are from one place up to, not including, another.</summary>
    public int Count(int from, int to)
    {
        var count = 0;
        for (var index = from / WordBits; index * WordBits < to; index++)
        {
            count += BitOperations.PopCount(Within(index, from, to));
        }

        return count;
    }

    /// <summary>The first from one place up to, not including, another; -1: none.</summary>
    public int Next(int from, int to)
    {
        for (var index = from / WordBits; index * WordBits < to; index++)
        {
            if (Within(index, from, to) is not 0 and var bits)
            {
                return (index * WordBits) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }

    private static int CountOf(int length) => (length + WordBits - 1) / WordBits;

    private ulong Within(int index, int from, int to)
    {
        var (bits, start) = (_bits[index], index * WordBits);
        bits = from > start ? bits & (ulong.MaxValue << (from - start)) : bits;
        return to < start + WordBits ? bits & ((1UL << (to - start)) - 1) : bits;
    }

    /// <summary>A bit for each of the first 32 bytes that is of a word.</summary>
    private static uint WordBytes(scoped ReadOnlySpan<byte> text)
    {
        const byte CaseBit = 0x20;
        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text[..Vector256<byte>.Count]));
        var letters = Vector256.LessThanOrEqual((bytes | Vector256.Create(CaseBit)) - Vector256.Create((byte)'a'), Vector256.Create((byte)('z' - 'a')));
        var digits = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)('9' - '0')));
        return (letters | digits | Vector256.Equals(bytes, Vector256.Create((byte)'_')) | bytes).ExtractMostSignificantBits(); // Of bytes from 0x80 on the sign.
    }
}
