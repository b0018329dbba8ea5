namespace Revdex.Query.Tools.Search;

/// <summary>Tells pieces apart, whichever lane found them: by the symbol, or by where a section begins.</summary>
internal readonly record struct PieceKey(int File, int Symbol, int Start)
{
    public static PieceKey Of(in PieceHit hit) => new(hit.File, hit.Piece.Symbol, hit.Piece.Symbol >= 0 ? 0 : hit.Piece.Start);
}
