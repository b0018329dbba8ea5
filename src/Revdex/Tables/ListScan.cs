namespace Revdex.Tables;

/// <summary>The rows of a list in its order.</summary>
internal sealed class ListScan<TRow>(IReadOnlyList<TRow> rows, TableColumn<TRow>[] columns) : RowScan<TRow>(columns)
    where TRow : struct
{
    private int _next;

    protected override bool MoveNext(out TRow row)
    {
        var has = _next < rows.Count;
        row = has ? rows[_next++] : default;
        return has;
    }
}
