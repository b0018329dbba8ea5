using System.Text;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>Glyphs of one size that follow each other on a line of a page. Coordinates are those of a page turned so that its text goes to the right and lines down, V growing upwards; in points.</summary>
internal sealed class PdfFragment
{
    public StringBuilder Text { get; } = new();

    /// <summary>Quarters of a turn that the text goes by on the page.</summary>
    public required int Direction { get; init; }

    public required double U { get; init; }

    public double EndU { get; set; }

    /// <summary>Of the line that letters stand on.</summary>
    public required double V { get; init; }

    public required double Size { get; init; }

    public required bool IsFixedPitch { get; init; }

    /// <summary>A blank was shown behind it.</summary>
    public bool HasBlankBehind { get; set; }

    /// <summary>How far glyphs reach, about.</summary>
    public double Top => V + 0.75 * Size;

    public double Bottom => V - 0.25 * Size;
}
