using System.Text;
using System.Text.Json;
using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>A statement's syntax tree as DuckDB's own parser sees it; nothing is bound or run.</summary>
internal static class SqlSyntaxTree
{
    /// <summary>What <c>json_serialize_sql</c> answers: <c>{error, error_type, error_message}</c> or <c>{error, statements}</c>.</summary>
    /// <exception cref="RevdexException">The text is nested too deep.</exception>
    public static JsonElement Of(DuckDbConnection connection, string sql)
    {
        using var statement = connection.Prepare("SELECT json_serialize_sql($1::VARCHAR)");
        statement.Bind(1, Encoding.UTF8.GetBytes(sql));
        using var result = statement.Execute();
        JsonElement tree = default;
        while (result.TryFetch(out var chunk))
        {
            using (chunk)
            {
                tree = Parse(chunk.Column(0).Bytes(0));
            }
        }

        return tree;
    }

    private static JsonElement Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.ToArray(), new JsonDocumentOptions { MaxDepth = SqlLimits.TreeDepthMax });
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new RevdexException("SQL refused: it is nested too deep", ExitCode.Usage, e);
        }
    }
}
