using Revdex.Facts;

namespace Revdex.Query.Tools.Search;

/// <summary>A part of a file that can be an answer: a symbol with the comment before it, or a section of a file without symbols.</summary>
/// <param name="Start">Where its text begins, in bytes; what a piece inside it has is not its own.</param>
/// <param name="End">Behind its last byte.</param>
/// <param name="Line">From 1: of its name, or its first.</param>
/// <param name="EndLine">Its last.</param>
/// <param name="Symbol">Of the file's facts; -1: a section.</param>
internal readonly record struct FilePiece(int Start, int End, int Line, int EndLine, int Symbol)
{
    /// <summary>What stands for itself in an answer; a type parameter does not.</summary>
    public static bool IsPiece(SymbolKind kind) => kind is not (SymbolKind.TypeParameter or SymbolKind.Unknown);

    /// <summary>All of a file's pieces, outer before inner.</summary>
    /// <param name="hasRest">Whether what its symbols do not cover is worth finding.</param>
    public static List<FilePiece> Of(FactsMessage facts, ReadOnlySpan<byte> content, bool hasRest)
    {
        var symbols = OfSymbols(facts, content);
        return symbols.Count == 0 ? OfText(content) : hasRest ? WithRest(symbols, content) : symbols;
    }

    /// <summary>In text it is; in tests where they are asked for, for what they test often stands in no symbol of theirs.</summary>
    public static bool HasRest(View view, int file, bool asksForTests) => view.Language(file) is { IsText: true } || (asksForTests && FileStanding.IsAside(view, file));

    /// <summary>A file's symbols, outer before inner.</summary>
    public static List<FilePiece> OfSymbols(FactsMessage facts, ReadOnlySpan<byte> content)
    {
        var pieces = new List<FilePiece>(facts.SymbolCount);
        var index = 0;
        foreach (var symbol in facts.Symbols)
        {
            if (IsPiece(symbol.Kind) && symbol.EndByte <= content.Length && symbol.StartByte <= symbol.EndByte)
            {
                pieces.Add(new(LeadingComment.Start(content, symbol.StartByte), symbol.EndByte, symbol.NameLine, symbol.EndLine, index));
            }

            index++;
        }

        pieces.Sort((a, b) => a.Start.CompareTo(b.Start) is var order and not 0 ? order : b.End.CompareTo(a.End) is var wider and not 0 ? wider : a.Symbol - b.Symbol);
        return pieces;
    }

    /// <summary>With sections of what stands outside of all symbols: a script's own lines, a page's text. Both lists ascend by start.</summary>
    public static List<FilePiece> WithRest(List<FilePiece> symbols, ReadOnlySpan<byte> content)
    {
        var pieces = new List<FilePiece>(symbols.Count);
        var covered = 0;
        foreach (var symbol in symbols)
        {
            AddRest(pieces, content, covered, symbol.Start);
            pieces.Add(symbol);
            covered = Math.Max(covered, symbol.End);
        }

        AddRest(pieces, content, covered, content.Length);
        return pieces;
    }

    private static void AddRest(List<FilePiece> pieces, ReadOnlySpan<byte> content, int start, int end)
    {
        if (start >= end || content[start..end].Trim(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        var lines = content[..start].Count((byte)'\n');
        foreach (var piece in OfText(content[start..end]))
        {
            pieces.Add(new(start + piece.Start, start + piece.End, lines + piece.Line, lines + piece.EndLine, -1));
        }
    }

    /// <summary>Sections of a text: from heading to heading, else about forty lines that end at an empty one.</summary>
    public static List<FilePiece> OfText(ReadOnlySpan<byte> content)
    {
        const int TypicalLines = 40;
        const int LinesMax = 80;
        var pieces = new List<FilePiece>();
        var (start, startLine, line) = (0, 1, 1);
        for (var at = 0; at < content.Length; line++)
        {
            var length = content[at..].IndexOf((byte)'\n');
            var next = length < 0 ? content.Length : at + length + 1;
            var text = content[at..next].Trim(" \t\r\n"u8);
            var isBreak = text.StartsWith("#"u8) || (text.IsEmpty && line - startLine >= TypicalLines) || line - startLine >= LinesMax;
            if (isBreak && at > start)
            {
                pieces.Add(new(start, at, startLine, line - 1, -1));
                (start, startLine) = (at, line);
            }

            at = next;
        }

        if (start < content.Length)
        {
            pieces.Add(new(start, content.Length, startLine, Math.Max(startLine, line - 1), -1));
        }

        return pieces;
    }
}
