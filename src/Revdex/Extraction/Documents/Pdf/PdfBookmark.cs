namespace Revdex.Extraction.Documents.Pdf;

/// <summary>An entry of a file's outline.</summary>
/// <param name="Level">From 1.</param>
/// <param name="Page">The number of the page that it leads to.</param>
/// <param name="Top">Where on the page; null where it does not say.</param>
internal sealed record PdfBookmark(string Title, int Level, int Page, double? Top);
