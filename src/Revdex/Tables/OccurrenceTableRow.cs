namespace Revdex.Tables;

/// <summary>One use of a name.</summary>
internal readonly struct OccurrenceTableRow : ITableRow
{
    public required PostingHit Hit { get; init; }

    public required FixedText Name { get; init; }

    public int Segment => Hit.Segment;

    public int Blob => Hit.Blob;

    public int File => Hit.File;
}
