namespace Revdex.Native.DuckDb;

/// <summary>DuckDB's <c>duckdb_statement_type</c> (duckdb.h), as far as it is asked for here.</summary>
internal enum DuckDbStatementType
{
    Invalid = 0,
    Select = 1,
}
