namespace Revdex.Tables;

/// <summary>One use of a name.</summary>
internal readonly struct OccurrenceTableRow : ITableRow
{
    public required int Segment { get; init; }

    public required PostingHit Hit { get; init; }

    public required FixedText Name { get; init; }

    public int Blob => Hit.Blob;

    public int File => Hit.File;
}
