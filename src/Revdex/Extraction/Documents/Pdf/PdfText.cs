using System.Globalization;
using System.Text;
using Revdex.Facts;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>
/// A PDF's text: paragraphs in the order in which a page is read, headings by the outline or by size, text of fixed pitch as code. Where a page begins, and behind each
/// heading, stands which page it is. No text is in pictures of text.
/// </summary>
internal static class PdfText
{
    /// <summary>If more of the text is of fixed pitch, it tells no code.</summary>
    private const double CodeShareMax = 0.6;

    /// <summary>A wider gap between lines, in sizes, ends a paragraph.</summary>
    private const double LeadingMax = 1.7;

    private const double SizeTolerance = 0.1;

    /// <exception cref="InvalidDataException">This is no PDF, has no pages, or asks for a password.</exception>
    public static void Write(ReadOnlyMemory<byte> content, MarkdownText to, CancellationToken cancellationToken)
    {
        var file = new PdfFile(content, new PdfBudget(cancellationToken));
        var pages = PdfPages.Of(file);
        if (pages.Count == 0)
        {
            throw new InvalidDataException("a PDF without pages");
        }

        var (lines, reader, left) = (new List<PdfLine>(), new PdfPageReader(file, new PdfFonts(file)), Limits.BlobSizeMaxBytes);
        var i = 0;
        for (; i < pages.Count && left > 0 && !file.Budget.IsSpent; i++)
        {
            var page = PdfLayout.Lines(pages[i].Number, reader.Read(PdfPages.ContentOf(file, pages[i]), pages[i].Resources));
            left -= page.Sum(line => line.Length + 1);
            lines.AddRange(page);
        }

        Write(lines, PdfHeadings.Of(lines, new PdfOutline(file).Read(pages)), to);
        if (i < pages.Count || file.Budget.IsSpent)
        {
            to.Cut();
        }
    }

    private static void Write(List<PdfLine> lines, List<PdfHeading> headings, MarkdownText to)
    {
        var marksCode = lines.Where(line => line.IsFixedPitch).Sum(line => line.Length) < CodeShareMax * lines.Sum(line => line.Length);
        var (next, page) = (0, 0);
        for (var i = 0; i < lines.Count && !to.IsFull;)
        {
            var isHeaded = next < headings.Count && headings[next].Line <= i;
            if (lines[i].Page != page && !isHeaded)
            {
                WritePage(lines[i].Page, isHeading: headings.Count == 0, to);
            }

            page = lines[i].Page;
            if (isHeaded)
            {
                to.Heading(headings[next].Level, headings[next].Title);
                WritePage(headings[next].Page, isHeading: false, to);
                i = Math.Max(i, headings[next].Line + headings[next].Lines);
                next++;
                continue;
            }

            var behind = i + 1;
            while (behind < lines.Count && (next == headings.Count || headings[next].Line > behind) && IsOneParagraph(lines[behind - 1], lines[behind], marksCode))
            {
                behind++;
            }

            WriteParagraph(lines.GetRange(i, behind - i), marksCode, to);
            i = behind;
        }
    }

    /// <summary>As a heading where there are no others, so that each page is a place.</summary>
    private static void WritePage(int page, bool isHeading, MarkdownText to)
    {
        if (isHeading)
        {
            to.Heading(1, string.Create(CultureInfo.InvariantCulture, $"Page {page}"));
        }
        else
        {
            to.Paragraph(string.Create(CultureInfo.InvariantCulture, $"(page {page})"));
        }
    }

    private static bool IsOneParagraph(PdfLine line, PdfLine next, bool marksCode) =>
        next.Page == line.Page && next.Column == line.Column && Math.Abs(next.Size - line.Size) < SizeTolerance * line.Size && next.Direction == line.Direction
        && line.V - next.V is > 0 and var leading && leading < LeadingMax * line.Size
        && (!marksCode || next.IsFixedPitch == line.IsFixedPitch) && !StartsItem(next);

    /// <summary>A bullet begins a paragraph, however close it is to the one before.</summary>
    private static bool StartsItem(PdfLine line) => line.Fragments[0].Text[0] is '•' or '◦' or '▪' or '‣' or '–' or '∙';

    private static void WriteParagraph(List<PdfLine> lines, bool marksCode, MarkdownText to)
    {
        if (marksCode && lines.Count > 1 && lines[0].IsFixedPitch)
        {
            to.Code("", string.Join('\n', Indented(lines)));
            return;
        }

        var text = new StringBuilder();
        foreach (var line in lines)
        {
            Append(text, line.Render(marksCode));
        }

        to.Paragraph(text.ToString());
    }

    /// <summary>A word that is broken at the end of a line is put together on it.</summary>
    private static void Append(StringBuilder text, string line)
    {
        var isBroken = text.Length > 1 && text[^1] is '-' or '\u2010' && char.IsLower(text[^2]) && line.Length > 0 && char.IsLower(line[0]);
        if (!isBroken)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(line);
            return;
        }

        var end = line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank ? blank : line.Length;
        text.Length--;
        text.Append(line.AsSpan(0, end)).Append(end < line.Length ? "\n" : "").Append(line.AsSpan(Math.Min(end + 1, line.Length)));
    }

    /// <summary>Lines of code as far to the right as they stand.</summary>
    private static IEnumerable<string> Indented(List<PdfLine> lines)
    {
        var left = lines.Min(line => line.U);
        foreach (var line in lines)
        {
            var first = line.Fragments[0];
            var letter = (first.EndU - first.U) / first.Text.Length;
            var blanks = letter > 0 ? Math.Clamp((int)Math.Round((line.U - left) / letter), 0, 80) : 0;
            yield return new string(' ', blanks) + line.Plain;
        }
    }
}
