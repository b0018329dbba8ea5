using System.Text;

namespace Revdex.Query.Tools;

/// <summary>Finds the word that was probably meant, for error messages and for fuzzy matching.</summary>
public static class Spelling
{
    /// <summary>Longest word compared; longer ones are never typos of each other here. Keeps the rows on the stack.</summary>
    public const int WordMaxBytes = 64;

    /// <summary>How many edits still count as a typo of a word of that length.</summary>
    public static int EditsMax(int length) => length <= 2 ? 0 : length <= 5 ? 1 : 2;

    /// <summary>The candidate nearest to a word (by edits, then by order), or null where none is near enough.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var wanted = Encoding.UTF8.GetBytes(word);
        var best = Math.Max(2, word.Length / 3) + 1;
        string? nearest = null;
        foreach (var candidate in candidates)
        {
            var distance = Distance(wanted, Encoding.UTF8.GetBytes(candidate), best - 1);
            if (distance < best)
            {
                (best, nearest) = (distance, candidate);
            }
        }

        return nearest;
    }

    /// <summary>
    /// Edits (insert, delete, replace, swap neighbours; ASCII case ignored) between two words, or <paramref name="max"/> + 1
    /// where there are more. Optimal string alignment over three rows.
    /// </summary>
    public static int Distance(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int max)
    {
        if (Math.Abs(a.Length - b.Length) > max || a.Length > WordMaxBytes || b.Length > WordMaxBytes)
        {
            return max + 1;
        }

        Span<int> rows = stackalloc int[3 * (WordMaxBytes + 1)];
        var width = b.Length + 1;
        Span<int> beforeLast = rows[..width], last = rows.Slice(WordMaxBytes + 1, width), row = rows.Slice(2 * (WordMaxBytes + 1), width);
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            if (FillRow(a, b, i, beforeLast, last, row) > max)
            {
                return max + 1;
            }

            var oldest = beforeLast;
            beforeLast = last;
            last = row;
            row = oldest;
        }

        return Math.Min(last[b.Length], max + 1);
    }

    private static int FillRow(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int i, Span<int> beforeLast, Span<int> last, Span<int> row)
    {
        row[0] = i;
        var least = i;
        for (var j = 1; j <= b.Length; j++)
        {
            var same = AsciiCase.Lower(a[i - 1]) == AsciiCase.Lower(b[j - 1]);
            var edits = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && AsciiCase.Lower(a[i - 1]) == AsciiCase.Lower(b[j - 2]) && AsciiCase.Lower(a[i - 2]) == AsciiCase.Lower(b[j - 1]))
            {
                edits = Math.Min(edits, beforeLast[j - 2] + 1);
            }

            row[j] = edits;
            least = Math.Min(least, edits);
        }

        return least;
    }
}
