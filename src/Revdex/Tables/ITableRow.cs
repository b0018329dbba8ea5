namespace Revdex.Tables;

/// <summary>Where a row is from: what every table says of place is the same.</summary>
internal interface ITableRow
{
    int Segment { get; }

    int Blob { get; }

    /// <summary>A view's file, or in a segment's own tables the blob again.</summary>
    int File { get; }
}
