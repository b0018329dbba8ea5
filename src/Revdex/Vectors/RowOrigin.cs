namespace Revdex.Vectors;

/// <summary>Where the row of a text is to be had.</summary>
/// <param name="Source">Index of the <see cref="IRowSource"/>; <paramref name="Row"/> is the row there.</param>
internal readonly record struct RowOrigin(ChunkKey Key, int Source, int Row) : IComparable<RowOrigin>
{
    /// <summary>By key; the rest makes sorting repeatable.</summary>
    public int CompareTo(RowOrigin other) =>
        Key.CompareTo(other.Key) is var byKey and not 0 ? byKey : (Source, Row).CompareTo((other.Source, other.Row));
}
