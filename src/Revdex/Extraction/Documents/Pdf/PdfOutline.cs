namespace Revdex.Extraction.Documents.Pdf;

/// <summary>Reads a file's outline (ISO 32000-1, 12.3.2 and 12.3.3). For one thread.</summary>
internal sealed class PdfOutline(PdfFile file)
{
    private const int BookmarksMax = 20_000;

    private const int TitleMaxChars = 300;

    private readonly Dictionary<string, PdfValue> _destinations = new(StringComparer.Ordinal);

    /// <summary>Those that lead to a page of the file, in their order.</summary>
    public List<PdfBookmark> Read(List<PdfPage> pages)
    {
        ReadDestinations();
        var byObject = pages.Where(page => page.Object is not null).ToDictionary(page => page.Object!.Value, page => page.Number); // Where it is there.
        var bookmarks = new List<PdfBookmark>();
        var seen = new HashSet<int>();
        var waiting = new Stack<(PdfValue Entry, int Level)>();
        waiting.Push((file.Value(file.Catalog, "Outlines").Entries?.GetValueOrDefault("First") ?? default, 1));
        while (waiting.TryPop(out var next) && bookmarks.Count < BookmarksMax && !file.Budget.IsSpent)
        {
            file.Budget.Work(1);
            if (next.Entry.Reference is not { } number || !seen.Add(number) || file.Value(next.Entry).Entries is not { } entry)
            {
                continue;
            }

            if (Title(entry) is { Length: > 0 } title && Destination(entry) is [var page, ..] destination && (page.Reference is { } target ? byObject.GetValueOrDefault(target) : (page.Integer ?? -1) + 1) is > 0 and var to && to <= pages.Count)
            {
                bookmarks.Add(new PdfBookmark(title, next.Level, to, Top(destination)));
            }

            waiting.Push((entry.GetValueOrDefault("Next"), next.Level));
            waiting.Push((entry.GetValueOrDefault("First"), next.Level + 1));
        }

        return bookmarks;
    }

    private string Title(Dictionary<string, PdfValue> entry)
    {
        var title = string.Join(' ', PdfGlyphs.Plain(PdfTexts.Unicode(file.Value(entry, "Title").Text)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return title.Length > TitleMaxChars ? title[..TitleMaxChars] : title;
    }

    private List<PdfValue>? Destination(Dictionary<string, PdfValue> entry)
    {
        var action = file.Value(entry, "A").Entries;
        var to = file.Value(entry, "Dest") is { Kind: not PdfKind.Null } own ? own : file.Value(action, "S").Name == "GoTo" ? file.Value(action, "D") : default;
        var name = to.Name ?? (to.Text is { } text ? System.Text.Encoding.Latin1.GetString(text) : null);
        to = name is not null && _destinations.TryGetValue(name, out var named) ? file.Value(named) : to;
        return (to.Entries is { } wrapped ? file.Value(wrapped, "D") : to).Items;
    }

    private double? Top(List<PdfValue> destination) => destination.Count < 2 ? null : file.Value(destination[1]).Name switch
    {
        "XYZ" when destination.Count > 3 => file.Value(destination[3]).Number,
        "FitH" or "FitBH" when destination.Count > 2 => file.Value(destination[2]).Number,
        _ => null,
    };

    /// <summary>Those that have names: in a dictionary, or in a tree of names.</summary>
    private void ReadDestinations()
    {
        foreach (var (name, value) in file.Value(file.Catalog, "Dests").Entries ?? [])
        {
            _destinations[name] = value;
        }

        var seen = new HashSet<int>();
        var waiting = new Stack<PdfValue>();
        waiting.Push(file.Value(file.Catalog, "Names").Entries?.GetValueOrDefault("Dests") ?? default);
        while (waiting.TryPop(out var node) && !file.Budget.IsSpent)
        {
            if ((node.Reference is { } number && !seen.Add(number)) || file.Value(node).Entries is not { } entries)
            {
                continue;
            }

            (file.Value(entries, "Kids").Items ?? []).ForEach(waiting.Push);
            var names = file.Value(entries, "Names").Items ?? [];
            file.Budget.Kept(names.Count);
            for (var i = 0; i + 1 < names.Count; i += 2)
            {
                if (file.Value(names[i]).Text is { } name)
                {
                    _destinations[System.Text.Encoding.Latin1.GetString(name)] = names[i + 1];
                }
            }
        }
    }
}
