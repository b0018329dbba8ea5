namespace Revdex.Tables;

/// <summary>Files in their order; all, or those that have facts.</summary>
internal sealed class FileScan(BlobFiles files, bool withFactsOnly, TableColumn<FileRow>[] columns) : RowScan<FileRow>(columns)
{
    private int _next;

    protected override bool MoveNext(out FileRow row)
    {
        while (withFactsOnly && _next < files.FileCount && !files.HasFacts(_next))
        {
            _next++;
        }

        var has = _next < files.FileCount;
        row = has ? files.Row(_next++) : default;
        return has;
    }
}
