namespace Revdex.Extraction.Documents.Pdf;

/// <summary>A change of coordinates (ISO 32000-1, 8.3.3): x' = A x + C y + E, y' = B x + D y + F.</summary>
internal readonly record struct PdfMatrix(double A, double B, double C, double D, double E, double F)
{
    public static PdfMatrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>This one first, then the other.</summary>
    public PdfMatrix Then(in PdfMatrix next) => new(
        A * next.A + B * next.C, A * next.B + B * next.D,
        C * next.A + D * next.C, C * next.B + D * next.D,
        E * next.A + F * next.C + next.E, E * next.B + F * next.D + next.F);

    /// <summary>With its origin moved, in its own coordinates.</summary>
    public PdfMatrix Moved(double x, double y) => this with { E = E + x * A + y * C, F = F + x * B + y * D };

    /// <summary>Null where these are not six numbers.</summary>
    public static PdfMatrix? Of(IReadOnlyList<PdfValue> numbers) =>
        numbers is [{ Number: { } a }, { Number: { } b }, { Number: { } c }, { Number: { } d }, { Number: { } e }, { Number: { } f }] ? new PdfMatrix(a, b, c, d, e, f) : null;
}
