using Revdex.Facts;

namespace Revdex.Tables;

/// <summary>One symbol, read from its facts message when a column beyond name and place needs it.</summary>
internal readonly ref struct SymbolTableRow : ITableRow
{
    public required int Segment { get; init; }

    public required PostingHit Hit { get; init; }

    public required FixedText Name { get; init; }

    public required SymbolRow Symbol { get; init; }

    public int Blob => Hit.Blob;

    public int File => Hit.File;
}
