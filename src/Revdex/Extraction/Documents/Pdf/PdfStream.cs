namespace Revdex.Extraction.Documents.Pdf;

/// <summary>A stream as it stands in the file: packed, and encrypted where the file is.</summary>
/// <param name="Number">Of its object, as <paramref name="Generation"/>: what its key is made of.</param>
internal sealed record PdfStream(Dictionary<string, PdfValue> Entries, ReadOnlyMemory<byte> Raw, int Number, int Generation);
