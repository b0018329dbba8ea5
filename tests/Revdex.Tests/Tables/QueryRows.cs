using System.Text.Encodings.Web;
using System.Text.Json;
using Revdex.Native.DuckDb;
using Revdex.Tables;

namespace Revdex.Tests.Tables;

/// <summary>What a statement answers, for comparing.</summary>
internal static class QueryRows
{
    /// <summary>An array of rows, each an array of values.</summary>
    public static string Json(DuckDbConnection connection, string sql)
    {
        using var result = connection.Query(sql);
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        using var rows = new SqlRowsWriter(result, int.MaxValue);
        rows.Write(json);
        json.WriteEndObject();
        json.Flush();
        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.GetProperty("rows").GetRawText();
    }

    /// <summary>The first column.</summary>
    public static IEnumerable<string> Texts(DuckDbConnection connection, string sql) =>
        JsonElement.Parse(Json(connection, sql)).EnumerateArray().Select(row => row[0].GetString()!);
}
