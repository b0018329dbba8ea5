namespace Revdex.Extraction.Documents.Pdf;

/// <summary>A heading of a document's text.</summary>
/// <param name="Line">The line that it is, or stands before.</param>
/// <param name="Lines">How many lines it is; 0: it is not written there.</param>
/// <param name="Page">Where it is, which the line before which it stands need not be.</param>
internal sealed record PdfHeading(int Line, int Lines, int Level, string Title, int Page);
