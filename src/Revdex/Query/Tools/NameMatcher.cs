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

    /// <summary>Whether a text is written as the beginnings of words: <c>gRB</c>, with a capital for nearly every second letter.</summary>
    public static bool IsInitials(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter))
            {
                return false;
            }

            count += char.IsAsciiLetterUpper((char)letter) ? 1 : 0;
        }

        count += text.Length > 0 && char.IsAsciiLetterLower((char)text[0]) ? 1 : 0;
        return count >= 2 && count * 2 > text.Length;
    }

    /// <summary>Whether words of a key that follow each other begin with the parts of <paramref name="initials"/>, each a capital and what follows it.</summary>
    public static bool HasInitials(ReadOnlySpan<byte> key, ReadOnlySpan<byte> initials)
    {
        for (var start = 0; start + initials.Length <= key.Length; start++)
        {
            if ((start == 0 || IsWordStart(key, start)) && HasInitialsAt(key[start..], initials))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasInitialsAt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> initials)
    {
        var (at, part) = (0, 0);
        while (part < initials.Length)
        {
            if (at >= key.Length || AsciiCase.Lower(key[at]) != AsciiCase.Lower(initials[part]))
            {
                return false;
            }

            (at, part) = (at + 1, part + 1);
            if (part < initials.Length && char.IsAsciiLetterUpper((char)initials[part]))
            {
                while (at < key.Length && (!IsWordStart(key, at) || !char.IsAsciiLetterOrDigit((char)key[at])))
                {
                    at++;
                }
            }
        }

        return true;
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
