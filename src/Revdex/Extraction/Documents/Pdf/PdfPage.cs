namespace Revdex.Extraction.Documents.Pdf;

/// <summary>A page of a file.</summary>
/// <param name="Number">From 1, as readers count them, whatever is printed on it.</param>
/// <param name="Object">Its object; null where it has none of its own.</param>
internal sealed record PdfPage(int Number, int? Object, Dictionary<string, PdfValue> Entries, Dictionary<string, PdfValue>? Resources);
