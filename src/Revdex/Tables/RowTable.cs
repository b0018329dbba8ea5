using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>A table given by its columns and by how its rows are gone through.</summary>
internal sealed class RowTable<TRow>(string name, TableColumn<TRow>[] columns, long rowCountEstimate, Func<TableColumn<TRow>[], RowScan<TRow>> scan) : DuckDbTable
    where TRow : struct, allows ref struct
{
    public override string Name => name;

    public override IReadOnlyList<DuckDbColumn> Columns { get; } = [.. columns.Select(c => new DuckDbColumn(c.Name, c.Type))];

    public override long RowCountEstimate => rowCountEstimate;

    public override DuckDbScan Scan(int[] wanted) => scan([.. wanted.Select(index => columns[index])]);
}
