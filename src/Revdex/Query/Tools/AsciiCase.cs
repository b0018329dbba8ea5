using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>Compares bytes with A–Z and a–z the same; bytes of other letters only with themselves.</summary>
internal static class AsciiCase
{
    public static byte Lower(byte value) => (uint)(value - 'A') <= 'Z' - 'A' ? (byte)(value | 0x20) : value;

    /// <summary>Into a span of the same length.</summary>
    public static void ToLower(ReadOnlySpan<byte> bytes, Span<byte> to)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            to[i] = Lower(bytes[i]);
        }
    }

    public static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part) => part.IsEmpty || KeyScan.IndexOf(text, 0, part, ignoreAsciiCase: true) >= 0;

    public static bool Equals(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && Lower(left[i]) != Lower(right[i]))
            {
                return false;
            }
        }

        return true;
    }
}
