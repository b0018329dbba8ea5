namespace Revdex.Vectors;

/// <summary>Where a chunk stands in a blob.</summary>
/// <param name="FirstLine">From 1, as <paramref name="LastLine"/>, which it includes.</param>
/// <param name="StartByte">From 0; <paramref name="EndByte"/> is after the last.</param>
/// <param name="Symbol">Index of the symbol in the blob's facts that the chunk is of, or <see cref="NoSymbol"/>.</param>
public readonly record struct ChunkPlace(ChunkKey Key, int FirstLine, int LastLine, int StartByte, int EndByte, int Symbol) : IComparable<ChunkPlace>
{
    public const int NoSymbol = -1;

    /// <summary>The stored order: as the text goes, then by whatever tells two places apart.</summary>
    public int CompareTo(ChunkPlace other) =>
        StartByte.CompareTo(other.StartByte) is var byStart and not 0 ? byStart
        : EndByte.CompareTo(other.EndByte) is var byEnd and not 0 ? byEnd
        : Symbol.CompareTo(other.Symbol) is var bySymbol and not 0 ? bySymbol
        : (FirstLine, LastLine).CompareTo((other.FirstLine, other.LastLine)) is var byLine and not 0 ? byLine
        : Key.CompareTo(other.Key);
}
