namespace Revdex.Extraction.Documents.Pdf;

/// <summary>What stands at a place of the file: <c>12 0 obj …</c>.</summary>
internal readonly record struct PdfObject(int Number, int Generation, PdfValue Value)
{
    /// <summary>Reads it, with its stream; null where none stands there.</summary>
    /// <param name="content">The file.</param>
    /// <param name="at">A byte of it.</param>
    /// <param name="lengthOf">What <c>Length</c> of a stream says; null: not known.</param>
    /// <param name="budget">Charged.</param>
    /// <param name="isKept">Whether the value will be.</param>
    public static PdfObject? Read(ReadOnlyMemory<byte> content, int at, Func<PdfValue, int?> lengthOf, PdfBudget budget, bool isKept = false)
    {
        if (at < 0 || at >= content.Length || budget.IsSpent)
        {
            return null;
        }

        var lexer = new PdfLexer(content.Span, at);
        if (lexer.Read(hasReferences: false).Integer is not { } number || lexer.Read(hasReferences: false).Integer is not { } generation || lexer.Read().Word != "obj")
        {
            return null;
        }

        var value = lexer.Read();
        var isStream = value.Kind == PdfKind.Dictionary && lexer.Read().Word == "stream";
        budget.Work(lexer.Cost);
        budget.Kept(isKept ? lexer.Cost : 0);
        return new PdfObject(number, generation, isStream ? PdfValue.Of(StreamAt(content, lexer.At, value, number, generation, lengthOf, budget)) : value);
    }

    private static PdfStream StreamAt(
        ReadOnlyMemory<byte> content, int at, PdfValue value, int number, int generation, Func<PdfValue, int?> lengthOf, PdfBudget budget)
    {
        var entries = value.Entries!; // The caller looked.
        var bytes = content.Span;
        at += at < bytes.Length && bytes[at] == (byte)'\r' ? 1 : 0;
        at += at < bytes.Length && bytes[at] == (byte)'\n' ? 1 : 0;
        if (entries.TryGetValue("Length", out var said) && lengthOf(said) is >= 0 and var length && length <= bytes.Length - at)
        {
            var lexer = new PdfLexer(bytes, at + length);
            lexer.SkipBlank();
            if (bytes[lexer.At..].StartsWith("endstream"u8))
            {
                return new PdfStream(entries, content.Slice(at, length), number, generation);
            }
        }

        var end = bytes[at..].IndexOf("endstream"u8);
        budget.Scanned(end < 0 ? bytes.Length - at : end);
        return new PdfStream(entries, end < 0 ? content[at..] : content.Slice(at, end), number, generation);
    }
}
