using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>Writes one column's value of a row.</summary>
internal delegate void CellWriter<TRow>(in TRow row, ref DuckDbColumnWriter column, int index)
    where TRow : struct, allows ref struct;

/// <summary>A column of a table whose rows are <typeparamref name="TRow"/>.</summary>
internal sealed record TableColumn<TRow>(string Name, DuckDbType Type, CellWriter<TRow> Write)
    where TRow : struct, allows ref struct;
