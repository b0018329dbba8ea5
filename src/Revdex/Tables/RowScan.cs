using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>A scan that goes row by row and writes only the columns that are asked for.</summary>
internal abstract class RowScan<TRow>(TableColumn<TRow>[] columns) : DuckDbScan
    where TRow : struct, allows ref struct
{
    public sealed override int Fill(Span<DuckDbColumnWriter> writers)
    {
        var index = 0;
        for (; index < DuckDbChunk.RowsMax && MoveNext(out var row); index++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                columns[c].Write(in row, ref writers[c], index);
            }
        }

        return index;
    }

    /// <summary>The next row; false at the end.</summary>
    protected abstract bool MoveNext(out TRow row);
}
