namespace Revdex.Tables;

/// <summary>A row that stands for one file (of a view, or a blob of a segment) as a whole.</summary>
internal readonly record struct FileRow(int Segment, int Blob, int File) : ITableRow;
