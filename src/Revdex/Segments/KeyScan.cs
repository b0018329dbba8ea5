using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Revdex.Segments;

/// <summary>
/// Finds bytes within keys that lie end to end: compares the first and the last byte of what is sought at 32 places at once, checks the
/// few candidates, and looks up which key a find is in. A find across the border of two keys is none.
/// </summary>
internal static class KeyScan
{
    private const byte CaseBit = 0x20;

    public static int Next(TableData table, ReadOnlySpan<byte> needle, bool ignoreAsciiCase, int fromKey, int endKey)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromKey);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(endKey, table.KeyCount);
        if (fromKey >= endKey || needle.IsEmpty)
        {
            return fromKey < endKey ? fromKey : -1;
        }

        var keys = table.AllKeys;
        var (position, end) = (table.KeyOffset(fromKey), table.KeyOffset(endKey));
        if (position > end || end > keys.Length)
        {
            throw table.BadKeyOffset(fromKey);
        }

        keys = keys[..(int)end];
        for (var (at, key) = ((int)position, fromKey); (at = IndexOf(keys, at, needle, ignoreAsciiCase)) >= 0; at++)
        {
            key = KeyAt(table, at, key);
            if (at + needle.Length <= table.KeyOffset(key + 1))
            {
                return key;
            }
        }

        return -1;
    }

    /// <summary>The last key from <paramref name="key"/> on that starts at or before the place.</summary>
    private static int KeyAt(TableData table, int at, int key)
    {
        long step = 1, low = key, high = key + 1L;
        while (high < table.KeyCount && table.KeyOffset((int)high) <= at)
        {
            (low, high, step) = (high, high + step, step * 2);
        }

        high = Math.Min(high, table.KeyCount);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = table.KeyOffset((int)middle) <= at ? (middle, high) : (low, middle);
        }

        return (int)low;
    }

    /// <summary>Where bytes are in a text from a place on; -1: nowhere.</summary>
    /// <param name="needle">Not empty.</param>
    public static int IndexOf(ReadOnlySpan<byte> text, int from, ReadOnlySpan<byte> needle, bool ignoreAsciiCase)
    {
        var (first, firstFold) = Folded(needle[0], ignoreAsciiCase);
        var (last, lastFold) = Folded(needle[^1], ignoreAsciiCase);
        var (firsts, firstFolds) = (Vector256.Create(first), Vector256.Create(firstFold));
        var (lasts, lastFolds) = (Vector256.Create(last), Vector256.Create(lastFold));
        ref var start = ref MemoryMarshal.GetReference(text);
        var end = text.Length - needle.Length + 1;
        var at = from;
        for (; at <= end - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            // Both loads end before text.Length: at + 32 <= end, and end + needle.Length - 1 is the length.
            var atFirst = Vector256.LoadUnsafe(ref start, (nuint)at) | firstFolds;
            var atLast = Vector256.LoadUnsafe(ref start, (nuint)(at + needle.Length - 1)) | lastFolds;
            var candidates = (Vector256.Equals(atFirst, firsts) & Vector256.Equals(atLast, lasts)).ExtractMostSignificantBits();
            for (; candidates != 0; candidates &= candidates - 1)
            {
                var candidate = at + BitOperations.TrailingZeroCount(candidates);
                if (IsAt(text, candidate, needle, ignoreAsciiCase))
                {
                    return candidate;
                }
            }
        }

        for (; at < end; at++)
        {
            if ((text[at] | firstFold) == first && IsAt(text, at, needle, ignoreAsciiCase))
            {
                return at;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAt(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> needle, bool ignoreAsciiCase)
    {
        var candidate = text.Slice(at, needle.Length);
        return ignoreAsciiCase ? EqualsIgnoringCase(candidate, needle) : candidate.SequenceEqual(needle);
    }

    private static bool EqualsIgnoringCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            var (wanted, fold) = Folded(right[i], true);
            if ((left[i] | fold) != wanted)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The byte to compare with and the bit to set before: setting the case bit makes A and a, and nothing else, an a.</summary>
    private static (byte Wanted, byte Fold) Folded(byte value, bool ignoreAsciiCase) =>
        ignoreAsciiCase && (value | CaseBit) is >= 'a' and <= 'z' ? ((byte)(value | CaseBit), CaseBit) : (value, (byte)0);
}
