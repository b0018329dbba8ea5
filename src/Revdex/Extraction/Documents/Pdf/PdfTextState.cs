namespace Revdex.Extraction.Documents.Pdf;

/// <summary>What a page's text hangs on (ISO 32000-1, 9.3), as far as it tells where glyphs stand. Saved and restored by <c>q</c> and <c>Q</c>.</summary>
internal record struct PdfTextState(PdfMatrix Page)
{
    public PdfFont? Font { get; set; }

    public double Size { get; set; }

    public double CharacterSpacing { get; set; }

    public double WordSpacing { get; set; }

    /// <summary>1: as the font has it.</summary>
    public double Stretch { get; set; } = 1;

    public double Leading { get; set; }

    public double Rise { get; set; }
}
