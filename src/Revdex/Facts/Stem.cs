namespace Revdex.Facts;

/// <summary>
/// What the forms of one English word share: parse, parses, parsed, parser and parsing are <c>pars</c>. Cruder than a dictionary, and the same for
/// the question and the text, which is all that counts. A stem begins its word, but for its last letter where that was a <c>y</c>.
/// </summary>
internal static class Stem
{
    /// <summary>What is left must still tell words apart.</summary>
    private const int LengthMin = 3;

    /// <summary>Longer pieces are no words: they are their own stem.</summary>
    public const int PieceMaxBytes = 32;

    /// <param name="lower">Small ASCII letters; at most <see cref="PieceMaxBytes"/>. Changed in place.</param>
    /// <returns>The length of the stem at its beginning.</returns>
    public static int Of(Span<byte> lower)
    {
        var length = lower.Length;
        if (length > LengthMin && lower[length - 1] == 's' && lower[length - 2] is not ((byte)'s' or (byte)'u' or (byte)'i'))
        {
            length -= length > LengthMin + 1 && lower[..length].EndsWith("sses"u8) ? 2 : 1;
        }

        if (TryStrip(lower, ref length, "ing"u8) || TryStrip(lower, ref length, "ed"u8) || TryStrip(lower, ref length, "er"u8) || TryStrip(lower, ref length, "or"u8))
        {
            Undouble(lower, ref length);
        }

        if (length > LengthMin && lower[length - 1] == 'e')
        {
            length--;
        }

        if (length >= LengthMin && lower[length - 1] == 'y')
        {
            lower[length - 1] = (byte)'i';
        }

        return length;
    }

    private static bool TryStrip(ReadOnlySpan<byte> lower, ref int length, ReadOnlySpan<byte> ending)
    {
        var left = length - ending.Length;
        if (left < LengthMin || !lower[..length].EndsWith(ending) || lower[..left].IndexOfAny("aeiouy"u8) < 0)
        {
            return false;
        }

        length = left;
        return true;
    }

    /// <summary>running is runn is run, but calling is call.</summary>
    private static void Undouble(ReadOnlySpan<byte> lower, ref int length)
    {
        if (length > LengthMin && lower[length - 1] == lower[length - 2] && lower[length - 1] is not ((byte)'l' or (byte)'s' or (byte)'z'))
        {
            length--;
        }
    }
}
