namespace Revdex.Extraction.Documents.Pdf;

/// <summary>The tree of a file's pages (ISO 32000-1, 7.7.3), in order. Circles are not gone round.</summary>
internal static class PdfPages
{
    /// <summary>Text ends long before.</summary>
    private const int PagesMax = 20_000;

    /// <summary>Of one page, where it is in many pieces.</summary>
    private const int ContentMaxBytes = 32 * 1024 * 1024;

    public static List<PdfPage> Of(PdfFile file)
    {
        var pages = new List<PdfPage>();
        var seen = new HashSet<int>();
        var waiting = new Stack<(PdfValue Node, Dictionary<string, PdfValue>? Resources)>();
        waiting.Push((file.Catalog?.GetValueOrDefault("Pages") ?? default, null));
        while (waiting.TryPop(out var next) && pages.Count < PagesMax && !file.Budget.IsSpent)
        {
            file.Budget.Work(1);
            if ((next.Node.Reference is { } number && !seen.Add(number)) || file.Value(next.Node).Entries is not { } entries)
            {
                continue;
            }

            var resources = file.Value(entries, "Resources").Entries ?? next.Resources;
            if (file.Value(entries, "Kids").Items is not { } kids)
            {
                pages.Add(new PdfPage(pages.Count + 1, next.Node.Reference, entries, resources));
                continue;
            }

            for (var i = kids.Count - 1; i >= 0; i--)
            {
                waiting.Push((kids[i], resources));
            }
        }

        return pages;
    }

    /// <summary>The page's operators.</summary>
    public static ReadOnlyMemory<byte> ContentOf(PdfFile file, PdfPage page)
    {
        var contents = file.Value(page.Entries, "Contents");
        if (contents.Stream is { } only)
        {
            return file.Unpack(only) ?? default;
        }

        using var all = new MemoryStream();
        foreach (var part in file.Items(contents))
        {
            if (part.Stream is { } stream && all.Length < ContentMaxBytes && file.Unpack(stream) is { } plain)
            {
                all.Write(plain.Span);
                all.WriteByte((byte)'\n');
            }
        }

        return all.ToArray();
    }
}
