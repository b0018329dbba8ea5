using System.Runtime.InteropServices;

namespace Revdex.Native.DuckDb;

/// <summary>DuckDB's <c>duckdb_result</c>: 48 bytes that C code passes by pointer, and to <c>duckdb_fetch_chunk</c> by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct DuckDbRawResult
{
    private readonly ulong _columnCount;
    private readonly ulong _rowCount;
    private readonly ulong _rowsChanged;
    private readonly nint _columns;
    private readonly nint _errorMessage;
    private readonly nint _internalData;
}
