namespace Revdex.Query.Tools.Search;

/// <summary>A piece that has words of the question.</summary>
/// <param name="TextLine">The line that says most of what was asked for, from 1.</param>
internal readonly record struct PieceHit(float Score, int File, FilePiece Piece, int TextLine) : IComparable<PieceHit>
{
    /// <summary>The best first, then by place.</summary>
    public int CompareTo(PieceHit other)
    {
        var order = other.Score.CompareTo(Score);
        order = order != 0 ? order : File - other.File;
        order = order != 0 ? order : Piece.Line - other.Piece.Line;
        return order != 0 ? order : Piece.Symbol - other.Piece.Symbol;
    }
}
