namespace Revdex.Native.DuckDb;

/// <summary>One pass over a <see cref="DuckDbTable"/>.</summary>
internal abstract class DuckDbScan
{
    /// <summary>Writes the next rows, at most <see cref="DuckDbChunk.RowsMax"/>, and says how many; 0 at the end.</summary>
    /// <param name="columns">One writer for each column that <see cref="DuckDbTable.Scan"/> was asked for.</param>
    public abstract int Fill(Span<DuckDbColumnWriter> columns);
}
