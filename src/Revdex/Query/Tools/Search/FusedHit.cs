namespace Revdex.Query.Tools.Search;

/// <summary>A piece that several lanes may have found.</summary>
/// <param name="Lanes">Those that did.</param>
/// <param name="IsCopy">The same text is another result.</param>
internal readonly record struct FusedHit(PieceHit Hit, SearchLanes Lanes, float Score, bool IsCopy) : IComparable<FusedHit>
{
    /// <summary>Copies after what they are copies of; the best first, then by place.</summary>
    public int CompareTo(FusedHit other)
    {
        var order = IsCopy.CompareTo(other.IsCopy);
        order = order != 0 ? order : other.Score.CompareTo(Score);
        return order != 0 ? order : (Hit with { Score = 0 }).CompareTo(other.Hit with { Score = 0 });
    }
}
