namespace Revdex.Extraction.Documents.Pdf;

/// <summary>The headings of a document: what its outline names, found again on the pages; of a file without one, lines in larger letters than the rest.</summary>
internal static class PdfHeadings
{
    /// <summary>Lines that one heading is broken into.</summary>
    private const int LinesMax = 3;

    /// <summary>Letters and digits of a number, or of "Chapter 3", that the outline or the page leaves out.</summary>
    private const int NumberingMax = 12;

    /// <summary>Of the size of most text.</summary>
    private const double LargerMin = 1.12;

    private const int LengthMax = 160;

    /// <summary>Sizes that make levels of their own.</summary>
    private const int LevelsMax = 4;

    /// <summary>If more of the text is in large letters, they are no headings.</summary>
    private const double ShareMax = 0.25;

    /// <summary>In the order of the lines.</summary>
    /// <param name="lines">Of the document, page by page.</param>
    /// <param name="bookmarks">Of its outline.</param>
    public static List<PdfHeading> Of(List<PdfLine> lines, List<PdfBookmark> bookmarks) => bookmarks.Count > 0 ? Named(lines, bookmarks) : Larger(lines);

    private static List<PdfHeading> Named(List<PdfLine> lines, List<PdfBookmark> bookmarks)
    {
        var keys = lines.ConvertAll(line => Key(line.Plain));
        var pages = new Dictionary<int, (int First, int Behind)>();
        for (var i = 0; i < lines.Count; i++)
        {
            pages[lines[i].Page] = (pages.TryGetValue(lines[i].Page, out var page) ? page.First : i, i + 1);
        }

        var headings = new List<PdfHeading>();
        var taken = new Dictionary<int, int>();
        foreach (var bookmark in bookmarks)
        {
            if (pages.TryGetValue(bookmark.Page, out var page))
            {
                var from = Math.Max(page.First, taken.GetValueOrDefault(bookmark.Page));
                var heading = Found(lines, keys, bookmark, from, page.Behind) ?? Found(lines, keys, bookmark, page.First, from) ?? Placed(lines, bookmark, page.First, page.Behind);
                headings.Add(heading);
                taken[bookmark.Page] = heading.Line + heading.Lines;
            }
        }

        return [.. headings.OrderBy(heading => heading.Line).DistinctBy(heading => (heading.Line, heading.Lines > 0 ? "" : heading.Title))];
    }

    /// <summary>Where the page has the bookmark's words; null: nowhere between the lines.</summary>
    private static PdfHeading? Found(List<PdfLine> lines, List<string> keys, PdfBookmark bookmark, int first, int behind)
    {
        var wanted = Key(bookmark.Title);
        for (var i = first; i < behind && wanted.Length > 0; i++)
        {
            var key = "";
            for (var count = 1; count <= LinesMax && i + count <= behind && key.Length <= wanted.Length + NumberingMax; count++)
            {
                key += keys[i + count - 1];
                if (IsSame(key, wanted) && lines[i].Length <= LengthMax)
                {
                    var title = key.Length > wanted.Length ? string.Join(' ', lines.GetRange(i, count).Select(line => line.Plain)) : bookmark.Title;
                    return new PdfHeading(i, count, bookmark.Level, title, bookmark.Page);
                }
            }
        }

        return null;
    }

    /// <summary>But for a number in front.</summary>
    private static bool IsSame(string key, string wanted)
    {
        var (longer, shorter) = key.Length >= wanted.Length ? (key, wanted) : (wanted, key);
        return shorter.Length > 0 && longer.EndsWith(shorter, StringComparison.Ordinal) && IsNumbering(longer.AsSpan(0, longer.Length - shorter.Length));
    }

    /// <summary>Nothing, or as <c>12</c>, <c>a3</c>, <c>iv</c>, <c>chapter2</c>.</summary>
    private static bool IsNumbering(ReadOnlySpan<char> text)
    {
        foreach (var word in (ReadOnlySpan<string>)["chapter", "section", "appendix", "part", "kapitel", "anhang", "teil"])
        {
            text = text.StartsWith(word, StringComparison.Ordinal) ? text[word.Length..] : text;
        }

        return text.Length <= NumberingMax && (text.IndexOfAnyExcept("ivxlc") < 0 || text[(char.IsAsciiLetter(text[0]) ? 1 : 0)..].IndexOfAnyExceptInRange('0', '9') < 0);
    }

    private static PdfHeading Placed(List<PdfLine> lines, PdfBookmark bookmark, int first, int behind)
    {
        var at = bookmark.Top is { } top ? lines.FindIndex(first, behind - first, line => line.Direction == 0 && line.V <= top) : first;
        return new PdfHeading(at < 0 ? first : at, 0, bookmark.Level, bookmark.Title, bookmark.Page);
    }

    private static List<PdfHeading> Larger(List<PdfLine> lines)
    {
        var body = lines.GroupBy(line => line.Size).MaxBy(group => group.Sum(line => line.Length))?.Key ?? 0;
        var larger = lines.Select((line, i) => (Line: line, At: i)).Where(l => IsHeading(l.Line, body)).ToList();
        if (larger.Sum(l => l.Line.Length) > ShareMax * lines.Sum(line => line.Length))
        {
            return [];
        }

        List<double> sizes = [.. larger.Select(l => l.Line.Size).Distinct().OrderDescending()];
        var headings = new List<PdfHeading>();
        foreach (var (line, at) in larger)
        {
            var level = Math.Min(sizes.IndexOf(line.Size) + 1, LevelsMax);
            if (headings.LastOrDefault() is { } last && last.Line + last.Lines == at && last.Lines < LinesMax && lines[at - 1].Size == line.Size && lines[at - 1].Page == line.Page
                && lines[at - 1].Column == line.Column && lines[at - 1].V - line.V < 2 * line.Size)
            {
                headings[^1] = last with { Lines = last.Lines + 1, Title = $"{last.Title} {line.Plain}" };
            }
            else
            {
                headings.Add(new PdfHeading(at, 1, level, line.Plain, line.Page));
            }
        }

        return headings;
    }

    private static bool IsHeading(PdfLine line, double body) =>
        line.Size > LargerMin * body && line.Direction == 0 && line.Length is > 1 and <= LengthMax && !line.IsFixedPitch && line.Plain.Count(char.IsLetter) > 1;

    /// <summary>Letters and digits alone: blanks and marks are told differently by pages and outlines.</summary>
    private static string Key(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
