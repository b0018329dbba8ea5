using System.Runtime.CompilerServices;

namespace Revdex.Facts;

/// <summary>Unsigned LEB128 of 32 bits: seven bits a byte, low bits first, the high bit set on all but the last; at most five bytes.</summary>
internal static class Varint
{
    public const int LengthMax = 5;

    public static int LengthOf(uint value) => value switch
    {
        < 1u << 7 => 1,
        < 1u << 14 => 2,
        < 1u << 21 => 3,
        < 1u << 28 => 4,
        _ => 5,
    };

    /// <summary>Returns the number of bytes written.</summary>
    /// <exception cref="IndexOutOfRangeException">The span is too short.</exception>
    public static int Write(Span<byte> to, uint value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            to[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        to[length++] = (byte)value;
        return length;
    }

    /// <summary>False where the bytes end early or hold more than 32 bits; the position is then undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> from, ref int position, out uint value)
    {
        if ((uint)position < (uint)from.Length && from[position] < 0x80)
        {
            value = from[position++];
            return true;
        }

        return TryReadLong(from, ref position, out value);
    }

    public static uint ZigZag(int value) => (uint)((value << 1) ^ (value >> 31));

    public static int UnZigZag(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    private static bool TryReadLong(ReadOnlySpan<byte> from, ref int position, out uint value)
    {
        value = 0;
        for (var shift = 0; shift < 35 && (uint)position < (uint)from.Length; shift += 7)
        {
            uint next = from[position++];
            if (shift == 28 && next > 0x0F)
            {
                return false;
            }

            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
