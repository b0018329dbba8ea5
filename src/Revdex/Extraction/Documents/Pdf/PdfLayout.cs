namespace Revdex.Extraction.Documents.Pdf;

/// <summary>
/// The order in which a page is read, told by where its text stands, since files draw it in any order: columns beside each other, lines within them from top to
/// bottom. Text that is turned comes behind.
/// </summary>
internal static class PdfLayout
{
    /// <summary>Cuts within cuts.</summary>
    private const int DepthMax = 12;

    /// <summary>A column has as many lines; what is less is a table.</summary>
    private const int ColumnLinesMin = 6;

    /// <summary>Wide as so many sizes at least.</summary>
    private const double ColumnWidthMin = 10;

    /// <summary>Between columns, in sizes.</summary>
    private const double GutterMin = 0.9;

    public static List<PdfLine> Lines(int page, List<PdfFragment> fragments)
    {
        var lines = new List<PdfLine>();
        var column = 0;
        foreach (var turned in fragments.GroupBy(f => f.Direction).OrderBy(group => group.Key))
        {
            foreach (var part in Columns([.. turned], 0))
            {
                lines.AddRange(LinesOf(part).Select(line => new PdfLine(page, column, line)));
                column++;
            }
        }

        return lines;
    }

    /// <summary>In the order in which they are read; one, where nothing stands beside each other.</summary>
    private static List<List<PdfFragment>> Columns(List<PdfFragment> part, int depth)
    {
        if (depth >= DepthMax || part.Count < 2 * ColumnLinesMin)
        {
            return [part];
        }

        if (AtGutter(part) is var (left, right))
        {
            return [.. Columns(left, depth + 1), .. Columns(right, depth + 1)];
        }

        // A title above columns hides their gutter.
        if (AtGap(part) is var (above, below) && (Columns(above, depth + 1), Columns(below, depth + 1)) is var (upper, lower) && upper.Count + lower.Count > 2)
        {
            return [.. upper, .. lower];
        }

        return [part];
    }

    /// <summary>Left and right of the widest blank strip that goes all the way down between two columns; null: there is none.</summary>
    private static (List<PdfFragment> Left, List<PdfFragment> Right)? AtGutter(List<PdfFragment> part)
    {
        var size = MedianSize(part);
        List<PdfFragment> sorted = [.. part.OrderBy(f => f.U)];
        var end = sorted[0].EndU;
        (double Width, int At) best = default;
        for (var i = 1; i < sorted.Count; i++)
        {
            var width = sorted[i].U - end;
            if (width > GutterMin * size && width > best.Width && IsColumn(sorted[..i], size) && IsColumn(sorted[i..], size))
            {
                best = (width, i);
            }

            end = Math.Max(end, sorted[i].EndU);
        }

        return best.At > 0 ? (InOrder(sorted[..best.At]), InOrder(sorted[best.At..])) : null;
    }

    private static bool IsColumn(List<PdfFragment> part, double size) =>
        part.Count >= ColumnLinesMin && part.Max(f => f.EndU) - part.Min(f => f.U) > ColumnWidthMin * size
        && LinesOf(part) is { Count: >= ColumnLinesMin } lines && lines.Sum(line => line[^1].EndU - line[0].U) / lines.Count > ColumnWidthMin * size / 2;

    /// <summary>Above and below the widest blank strip across; null: there is none.</summary>
    private static (List<PdfFragment> Above, List<PdfFragment> Below)? AtGap(List<PdfFragment> part)
    {
        List<PdfFragment> sorted = [.. part.OrderByDescending(f => f.Top)];
        var bottom = sorted[0].Bottom;
        (double Height, int At) best = default;
        for (var i = 1; i < sorted.Count; i++)
        {
            var height = bottom - sorted[i].Top;
            best = height > best.Height ? (height, i) : best;
            bottom = Math.Min(bottom, sorted[i].Bottom);
        }

        return best.At > 0 ? (sorted[..best.At], sorted[best.At..]) : null;
    }

    private static List<PdfFragment> InOrder(List<PdfFragment> part) => [.. part.OrderByDescending(f => f.Top)];

    private static List<List<PdfFragment>> LinesOf(List<PdfFragment> part)
    {
        var lines = new List<List<PdfFragment>>();
        PdfFragment? tallest = null;
        foreach (var fragment in part.OrderByDescending(f => (f.Top + f.Bottom) / 2))
        {
            if (tallest is null || !IsBeside(tallest, fragment))
            {
                lines.Add([]);
                tallest = fragment;
            }

            lines[^1].Add(fragment);
            tallest = fragment.Size > tallest.Size && IsBeside(fragment, tallest) ? fragment : tallest;
        }

        return lines.ConvertAll(line => WithoutCopies([.. line.OrderBy(f => f.U)]));
    }

    /// <summary>They share most of their height.</summary>
    private static bool IsBeside(PdfFragment a, PdfFragment b) =>
        Math.Min(a.Top, b.Top) - Math.Max(a.Bottom, b.Bottom) > 0.5 * Math.Min(a.Size, b.Size);

    /// <summary>Without what is drawn twice to look bold.</summary>
    private static List<PdfFragment> WithoutCopies(List<PdfFragment> line)
    {
        var kept = new List<PdfFragment>(line.Count);
        foreach (var fragment in line)
        {
            var isCopy = kept.Count > 0 && kept[^1] is var last && fragment.U - last.U < 0.2 * fragment.Size && Math.Abs(fragment.V - last.V) < 0.2 * fragment.Size && fragment.Text.Equals(last.Text);
            if (!isCopy)
            {
                kept.Add(fragment);
            }
        }

        return kept;
    }

    private static double MedianSize(List<PdfFragment> part) => part.Select(f => f.Size).Order().ElementAt(part.Count / 2);
}
