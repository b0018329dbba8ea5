namespace Revdex.Query.Tools;

/// <summary>Grades names against the one that was asked for. ASCII case is ignored everywhere but for <see cref="NameTier.Exact"/>.</summary>
internal static class NameMatcher
{
    /// <summary>The tier of a key that may contain the needle; never <see cref="NameTier.Fuzzy"/>.</summary>
    public static NameTier Grade(ReadOnlySpan<byte> key, ReadOnlySpan<byte> needle)
    {
        if (key.Length < needle.Length || needle.IsEmpty)
        {
            return NameTier.None;
        }

        if (AsciiCase.Equals(key[..needle.Length], needle))
        {
            return key.Length > needle.Length ? NameTier.Prefix : key.SequenceEqual(needle) ? NameTier.Exact : NameTier.SameIgnoringCase;
        }

        var found = NameTier.None;
        for (var at = 1; at <= key.Length - needle.Length; at++)
        {
            if (AsciiCase.Equals(key.Slice(at, needle.Length), needle))
            {
                found = NameTier.Substring;
                if (IsWordStart(key, at))
                {
                    return NameTier.Word;
                }
            }
        }

        return found;
    }

    private static bool IsWordStart(ReadOnlySpan<byte> key, int at)
    {
        var (before, first) = (key[at - 1], key[at]);
        if (!char.IsAsciiLetterOrDigit((char)before) && before < 0x80)
        {
            return true;
        }

        return char.IsAsciiLetterUpper((char)first)
            && (!char.IsAsciiLetterUpper((char)before) || (at + 1 < key.Length && char.IsAsciiLetterLower((char)key[at + 1])));
    }
}
