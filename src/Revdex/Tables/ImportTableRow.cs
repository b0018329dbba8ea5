using Revdex.Facts;

namespace Revdex.Tables;

/// <summary>One import.</summary>
internal readonly ref struct ImportTableRow : ITableRow
{
    public required int Segment { get; init; }

    public required PostingHit Hit { get; init; }

    public required FixedText Module { get; init; }

    public required ImportRow Import { get; init; }

    public int Blob => Hit.Blob;

    public int File => Hit.File;
}
