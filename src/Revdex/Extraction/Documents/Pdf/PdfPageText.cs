namespace Revdex.Extraction.Documents.Pdf;

/// <summary>Collects the glyphs of one page as fragments. For one thread.</summary>
internal sealed class PdfPageText
{
    /// <summary>A gap this wide parts words, in sizes: blanks are a fifth to a third of it, kerning a tenth at most.</summary>
    public const double BlankMin = 0.14;

    /// <summary>A gap this wide parts columns or cells.</summary>
    private const double GapMax = 1.2;

    /// <summary>How far back a glyph may go and still follow: accents, kerning.</summary>
    private const double BackMax = 0.6;

    /// <summary>How much of a glyph lies upon the one before, where they are a letter and its accent.</summary>
    private const double UponMin = 0.4;

    private const double Tolerance = 0.1;

    private PdfFragment? _last;

    public List<PdfFragment> Fragments { get; } = [];

    /// <param name="text">Of a glyph; blank or empty: it only takes room.</param>
    /// <param name="x">Of the page, as <paramref name="y"/>.</param>
    /// <param name="along">How far it goes, in the direction of the text.</param>
    /// <param name="direction">In quarters of a turn.</param>
    public void Add(string text, double x, double y, double along, double size, int direction, bool isFixedPitch)
    {
        var (u, v) = direction switch { 0 => (x, y), 1 => (y, -x), 2 => (-x, -y), _ => (-y, x) };
        if (!double.IsFinite(u) || !double.IsFinite(v) || !double.IsFinite(along) || !(size > 0) || !double.IsFinite(size))
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            if (_last is not null && text.Length > 0)
            {
                _last.HasBlankBehind = true;
            }

            return;
        }

        if (_last is null || !Follows(_last, u, v, size, direction, isFixedPitch))
        {
            _last = new PdfFragment { Direction = direction, U = u, EndU = u, V = v, Size = size, IsFixedPitch = isFixedPitch };
            Fragments.Add(_last);
        }
        else if (text.Length == 1 && u < _last.EndU - UponMin * along && Composed(_last.Text[^1], text[0]) is { } composed)
        {
            _last.Text[^1] = composed;
            text = "";
        }
        else if (_last.HasBlankBehind || u - _last.EndU > BlankMin * size)
        {
            _last.Text.Append(' ');
        }

        _last.Text.Append(text);
        _last.HasBlankBehind = false;
        _last.EndU = Math.Max(_last.EndU, u + along);
    }

    private static char? Composed(char first, char second) => PdfGlyphs.Composed(second, first) ?? PdfGlyphs.Composed(first, second);

    private static bool Follows(PdfFragment last, double u, double v, double size, int direction, bool isFixedPitch) =>
        last.Direction == direction && last.IsFixedPitch == isFixedPitch
        && Math.Abs(v - last.V) < Tolerance * size && Math.Abs(size - last.Size) < Tolerance * size
        && u - last.EndU < GapMax * size && u - last.EndU > -BackMax * size;
}
