using System.Numerics;
using System.Runtime.CompilerServices;

namespace Revdex.Extraction;

/// <summary>
/// A fast 64-bit hash of short texts (multiply and fold, after wyhash). Its values are stored in facts, so it is part of the
/// facts format: little-endian reads, no seed.
/// </summary>
internal static unsafe class ByteHash
{
    private const ulong Factor0 = 0xa0761d6478bd642f;
    private const ulong Factor1 = 0xe7037ed1a0b428db;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a ^ Factor0, b ^ Factor1, out ulong low);
        return high ^ low;
    }

    public static ulong Of(byte* bytes, int length)
    {
        var hash = (ulong)length * Factor1;
        while (length > 8)
        {
            hash = Mix(hash, Unsafe.ReadUnaligned<ulong>(bytes));
            bytes += 8;
            length -= 8;
        }

        ulong tail = 0;
        for (var i = 0; i < length; i++)
        {
            tail |= (ulong)bytes[i] << (8 * i);
        }

        return Mix(BitOperations.RotateLeft(hash, 29), tail);
    }
}
