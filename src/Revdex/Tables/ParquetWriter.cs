using Revdex.Native.DuckDb;
using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>
/// Writes the published tables (artifacts/tables.sql says what they hold) as Parquet, by DuckDB: zstd, the second version of the
/// format, rows in the segment's order, so that a reader finds a name by the row groups' bounds. The same input gives the same bytes.
/// </summary>
public static class ParquetWriter
{
    /// <summary>Small enough to find one name without reading much, large enough to compress (PROBES.md).</summary>
    private const int RowGroupRowCount = 16 * 1024;

    /// <summary>More gains 3 % of size for twice the time.</summary>
    private const int ZstdLevel = 3;

    /// <summary>
    /// Writes the four tables of a segment into a folder and gives each table's name with its file. CPU work, 1 to 2 s for a million
    /// rows on one core.
    /// </summary>
    /// <param name="segment">Held while writing.</param>
    /// <param name="segmentId">64 hexadecimal digits: what the rows name the segment by.</param>
    /// <param name="folder">Exists; what is there under the same names is replaced.</param>
    /// <param name="ct">Interrupts the writing; half a file may be left.</param>
    /// <exception cref="RevdexException">The folder cannot be written, or DuckDB is missing.</exception>
    /// <exception cref="InvalidDataException">The segment is damaged.</exception>
    public static Task<IReadOnlyDictionary<string, string>> WriteAsync(Segment segment, string segmentId, string folder, CancellationToken ct) => Task.Run(
        () =>
        {
            using var lease = segment.Lease();
            using var texts = new TextArena();
            var tables = FactTables.Of(segment, segmentId, texts);
            DuckDbTable[] all = [tables.Files("files"), tables.Symbols("symbols"), tables.Occurrences("occurrences"), tables.Imports("imports")];
            var paths = all.ToDictionary(table => table.Name, table => Path.Combine(folder, table.Name + ".parquet"), StringComparer.Ordinal);
            Write([.. all.Select(table => (table, paths[table.Name]))], ct);
            return (IReadOnlyDictionary<string, string>)paths;
        },
        ct);

    /// <summary>Writes paths of a commit as a file.</summary>
    /// <param name="rows">Ascending by path.</param>
    /// <param name="path">In a folder that exists.</param>
    /// <param name="ct">As <see cref="WriteAsync"/>.</param>
    /// <exception cref="RevdexException">As <see cref="WriteAsync"/>.</exception>
    public static Task WriteTreeAsync(IReadOnlyList<TreeRow> rows, string path, CancellationToken ct) =>
        Task.Run(() => Write([(TreeTable.Of("tree", rows), path)], ct), ct);

    private static void Write((DuckDbTable Table, string Path)[] files, CancellationToken ct)
    {
        using var database = DuckDbDatabase.Open(DuckDbSettings.Trusted);
        using var connection = database.Connect();
        using var interrupting = ct.Register(connection.Interrupt);
        foreach (var (table, path) in files)
        {
            ct.ThrowIfCancellationRequested();
            connection.Register(table);
            Copy(connection, table.Name, path, ct);
        }
    }

    private static void Copy(DuckDbConnection connection, string table, string path, CancellationToken ct)
    {
        try
        {
            connection.Execute(
                $"COPY (FROM {table}()) TO '{path.Replace("'", "''")}' (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL {ZstdLevel}, ROW_GROUP_SIZE {RowGroupRowCount})");
        }
        catch (RevdexException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
    }
}
