namespace Revdex.Extraction.Documents.Pdf;

/// <summary>Where an object stands: in the file, or in a stream of objects.</summary>
/// <param name="Stream">Number of that stream; 0: in the file itself.</param>
/// <param name="At">Byte of the file, or place among the stream's objects.</param>
internal readonly record struct PdfPlace(int Stream, int At);
