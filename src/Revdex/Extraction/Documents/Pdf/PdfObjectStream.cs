namespace Revdex.Extraction.Documents.Pdf;

/// <summary>Objects that stand packed in one stream (ISO 32000-1, 7.5.7).</summary>
internal sealed class PdfObjectStream
{
    private readonly ReadOnlyMemory<byte> _plain;
    private readonly List<int> _places = [];

    public PdfObjectStream(ReadOnlyMemory<byte> plain, Dictionary<string, PdfValue> entries)
    {
        _plain = plain;
        var (first, count) = (entries.GetValueOrDefault("First").Integer ?? 0, entries.GetValueOrDefault("N").Integer ?? 0);
        var lexer = new PdfLexer(plain.Span);
        for (var i = 0; i < count; i++)
        {
            if (lexer.Read(hasReferences: false).Integer is not { } number || lexer.Read(hasReferences: false).Integer is not { } at)
            {
                return; // However many it promised.
            }

            Numbers.Add(number);
            _places.Add((int)Math.Min((long)first + at, int.MaxValue));
        }
    }

    /// <summary>Of its objects, in order.</summary>
    public List<int> Numbers { get; } = [];

    /// <summary>The object at a place, if it has that number; else whichever has it.</summary>
    public PdfValue Read(int index, int number, PdfBudget budget)
    {
        index = index < Numbers.Count && Numbers[index] == number ? index : Numbers.IndexOf(number);
        if (index < 0 || _places[index] < 0)
        {
            return default;
        }

        var lexer = new PdfLexer(_plain.Span, _places[index]);
        var value = lexer.Read();
        budget.Kept(lexer.Cost);
        return value.Kind is PdfKind.End or PdfKind.Close ? default : value;
    }
}
