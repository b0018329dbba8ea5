using System.Text.Json;
using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>Writes a result's columns and its first rows as members of a JSON object, and whether that is all.</summary>
internal sealed class SqlRowsWriter : IDisposable
{
    private readonly DuckDbResult _result;
    private readonly int _rowCountMax;
    private readonly SqlValueWriter[] _values;
    private int _rowCount;
    private string? _truncatedReason;

    /// <exception cref="RevdexException">A column's type has no JSON form.</exception>
    public SqlRowsWriter(DuckDbResult result, int rowCountMax)
    {
        (_result, _rowCountMax) = (result, rowCountMax);
        _values = [.. Enumerable.Range(0, result.ColumnCount).Select(c => new SqlValueWriter(result.ColumnType(c), result.ColumnName(c)))];
    }

    /// <exception cref="RevdexException">The statement failed on the way, or was interrupted.</exception>
    public void Write(Utf8JsonWriter json)
    {
        WriteColumns(json);
        json.WriteStartArray("rows"u8);
        while (_truncatedReason is null && _result.TryFetch(out var chunk))
        {
            using (chunk)
            {
                WriteRows(json, chunk);
            }
        }

        json.WriteEndArray();
        _truncatedReason ??= _values.Any(v => v.HasCut) ? $"values over {SqlLimits.ValueMaxBytes / 1024} KiB are cut" : null;
        json.WriteBoolean("truncated"u8, _truncatedReason is not null);
        json.WriteString("truncated_reason"u8, _truncatedReason);
    }

    public void Dispose()
    {
        foreach (var value in _values)
        {
            value.Dispose();
        }
    }

    private void WriteColumns(Utf8JsonWriter json)
    {
        json.WriteStartArray("columns"u8);
        for (var c = 0; c < _values.Length; c++)
        {
            json.WriteStartArray();
            json.WriteStringValue(_result.ColumnName(c));
            json.WriteStringValue(_values[c].Name);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteRows(Utf8JsonWriter json, DuckDbChunk chunk)
    {
        for (var row = 0; row < chunk.RowCount; row++)
        {
            _truncatedReason = _rowCount == _rowCountMax ? $"more than {_rowCountMax} rows"
                : json.BytesCommitted + json.BytesPending > SqlLimits.ResultMaxBytes / 2 ? $"more than {SqlLimits.ResultMaxBytes / 2 / (1024 * 1024)} MiB"
                : null;
            if (_truncatedReason is not null)
            {
                return;
            }

            json.WriteStartArray();
            for (var c = 0; c < _values.Length; c++)
            {
                _values[c].Write(json, chunk.Column(c), row);
            }

            json.WriteEndArray();
            _rowCount++;
        }
    }
}
