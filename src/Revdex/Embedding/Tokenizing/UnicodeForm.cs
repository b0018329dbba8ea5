using System.Text;

namespace Revdex.Embedding.Tokenizing;

/// <summary>
/// The normal forms NFC, NFD, NFKC and NFKD (The Unicode Standard, 3.11 and 3.12). The program runs without the system's Unicode tables, where
/// <see cref="string.Normalize()"/> gives every text back as it is and says nothing.
/// </summary>
internal static class UnicodeForm
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11_172;
    private const int LeadFirst = 0x1100;
    private const int LeadCount = 19;
    private const int VowelFirst = 0x1161;
    private const int VowelCount = 21;
    private const int TailFirst = 0x11A7;
    private const int TailCount = 28;

    /// <param name="text">What is no valid UTF-16 in it becomes U+FFFD.</param>
    /// <param name="isCompatible">NFKC and NFKD: what only looks different is one.</param>
    /// <param name="isComposed">NFC and NFKC: letters with their accents are one character where there is one.</param>
    public static string Of(string text, bool isCompatible, bool isComposed)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var characters = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, isCompatible, characters);
        }

        Order(characters);
        if (isComposed)
        {
            Compose(characters);
        }

        var normal = new StringBuilder(characters.Count);
        characters.ForEach(character => normal.Append(new Rune(character).ToString()));
        return normal.ToString();
    }

    private static void Decompose(int character, bool isCompatible, List<int> to)
    {
        if (character - HangulFirst is >= 0 and < HangulCount and var hangul)
        {
            to.Add(LeadFirst + hangul / (VowelCount * TailCount));
            to.Add(VowelFirst + hangul % (VowelCount * TailCount) / TailCount);
            if (hangul % TailCount > 0)
            {
                to.Add(TailFirst + hangul % TailCount);
            }
        }
        else if (character < 0x80 || UnicodeTable.Instance.Parts(character, isCompatible) is not { } parts)
        {
            to.Add(character);
        }
        else
        {
            foreach (var part in parts)
            {
                Decompose(part, isCompatible, to);
            }
        }
    }

    /// <summary>Marks that follow a character, by their classes; those of one class stay as they are.</summary>
    private static void Order(List<int> characters)
    {
        var table = UnicodeTable.Instance;
        for (var start = 0; start < characters.Count; start++)
        {
            var end = start;
            while (end < characters.Count && table.Class(characters[end]) > 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] ordered = [.. characters.GetRange(start, end - start).OrderBy(character => table.Class(character))];
                for (var i = 0; i < ordered.Length; i++)
                {
                    characters[start + i] = ordered[i];
                }
            }

            start = end;
        }
    }

    private static void Compose(List<int> characters)
    {
        var table = UnicodeTable.Instance;
        var (starter, kept, lastClass) = (-1, 0, 0);
        foreach (var character in characters.ToArray())
        {
            var own = table.Class(character);

            // One that another of its class, or a character, stands before is cut off from what it would be composed with.
            var isNear = starter >= 0 && (kept == starter + 1 || (lastClass > 0 && lastClass < own));
            if (isNear && Whole(characters[starter], character) is { } whole)
            {
                characters[starter] = whole;
                continue;
            }

            starter = own == 0 ? kept : starter;
            lastClass = own;
            characters[kept++] = character;
        }

        characters.RemoveRange(kept, characters.Count - kept);
    }

    private static int? Whole(int first, int second)
    {
        var (lead, vowel, hangul, tail) = (first - LeadFirst, second - VowelFirst, first - HangulFirst, second - TailFirst);
        return lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount ? HangulFirst + (lead * VowelCount + vowel) * TailCount
            : hangul is >= 0 and < HangulCount && hangul % TailCount == 0 && tail is > 0 and < TailCount ? first + tail
            : UnicodeTable.Instance.Whole(first, second);
    }
}
