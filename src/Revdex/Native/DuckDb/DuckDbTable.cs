namespace Revdex.Native.DuckDb;

/// <summary>
/// A table of ours that DuckDB scans where it lies, without loading it: registered as a table function, it is asked only for the
/// columns that a statement needs. Immutable; scanned by one thread at a time, in one order, so that results are reproducible.
/// </summary>
internal abstract class DuckDbTable
{
    /// <summary>The table function's name in SQL.</summary>
    public abstract string Name { get; }

    public abstract IReadOnlyList<DuckDbColumn> Columns { get; }

    /// <summary>About how many rows there are: what DuckDB plans its joins by.</summary>
    public abstract long RowCountEstimate { get; }

    /// <param name="columns">Indices into <see cref="Columns"/>, in the order in which the scan fills them.</param>
    public abstract DuckDbScan Scan(int[] columns);
}
