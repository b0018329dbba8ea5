namespace Revdex.Benchmarks.Embeddings;

/// <summary>A doc comment, and the symbol that it was taken from.</summary>
/// <param name="Text">Its first paragraph, UTF-8.</param>
/// <param name="File">Index of the file.</param>
/// <param name="Symbol">Index in the file's facts.</param>
/// <param name="NameLine">Where the symbol is named; the comment is before it.</param>
internal sealed record DocQuestion(byte[] Text, int File, int Symbol, int NameLine);
