namespace Revdex.Extraction.Masking;

/// <summary>Words as one text, with a blank around each: few enough that searching is quicker than hashing.</summary>
internal static class WordList
{
    public static bool Has(ReadOnlySpan<byte> list, ReadOnlySpan<byte> word)
    {
        for (var from = 0; list[from..].IndexOf(word) is >= 0 and var at; from += at + 1)
        {
            if (list[from + at - 1] == ' ' && list[from + at + word.Length] == ' ')
            {
                return true;
            }
        }

        return false;
    }
}
