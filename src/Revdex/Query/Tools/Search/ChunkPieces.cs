using Revdex.Facts;
using Revdex.Vectors;

namespace Revdex.Query.Tools.Search;

/// <summary>Which piece of a file a chunk is shown as: so that what words and vectors find is one result. For one question.</summary>
/// <param name="asksForTests">As search by words is told.</param>
internal sealed class ChunkPieces(QueryState state, bool asksForTests)
{
    private readonly Dictionary<int, List<FilePiece>> _sections = [];

    /// <param name="hit">The piece, with the line that the chunk begins at, or that of the symbol's name where it has that.</param>
    /// <returns>False where the text of the file is not to be had, or is another than was embedded.</returns>
    public bool TryFind(int file, in ChunkPlace place, float score, out PieceHit hit)
    {
        var facts = state.TryLocate(file, out var mounted, out var blob) ? mounted.Segment.Facts(blob) : default;
        var symbol = SymbolOf(facts, place.Symbol);
        hit = default;
        if (symbol >= 0)
        {
            var row = facts.ReadSymbol(symbol);
            var line = row.NameLine >= place.FirstLine && row.NameLine <= place.LastLine ? row.NameLine : place.FirstLine;
            hit = new PieceHit(score, file, new FilePiece(row.StartByte, row.EndByte, row.NameLine, row.EndLine, symbol), line);
            return true;
        }

        if (Sections(file, facts) is not { } sections)
        {
            return false;
        }

        var start = place.StartByte;
        var section = sections.FindLastIndex(piece => piece.Start <= start && start < piece.End);
        hit = new PieceHit(score, file, section >= 0 ? sections[section] : new FilePiece(place.StartByte, place.EndByte, place.FirstLine, place.LastLine, -1), place.FirstLine);
        return true;
    }

    /// <summary>The innermost around it that stands for itself; -1: none.</summary>
    private static int SymbolOf(FactsMessage facts, int symbol)
    {
        while (symbol >= 0 && symbol < facts.SymbolCount)
        {
            var row = facts.ReadSymbol(symbol);
            if (FilePiece.IsPiece(row.Kind))
            {
                return symbol;
            }

            symbol = row.Container;
        }

        return -1;
    }

    /// <summary>What search by words takes for pieces outside of symbols; null where there is no text.</summary>
    private List<FilePiece>? Sections(int file, FactsMessage facts)
    {
        if (!_sections.TryGetValue(file, out var sections))
        {
            if (!TextWords.TryRead(state, file, out var content))
            {
                return null;
            }

            sections = FilePiece.Of(facts, content.Span, FilePiece.HasRest(state.View, file, asksForTests));
            sections.RemoveAll(piece => piece.Symbol >= 0);
            _sections.Add(file, sections);
        }

        return sections;
    }
}
