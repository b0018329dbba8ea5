using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Revdex.Query;
using Revdex.Query.Tools;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>Asks <c>references</c> in this process, page by page.</summary>
internal sealed class OurReferences(QueryState state)
{
    private readonly ArrayBufferWriter<byte> _answer = new(1 << 20);

    /// <param name="name">A place of a definition: path:line:column.</param>
    public List<OurUse> Of(string name)
    {
        var (uses, cursor) = (new List<OurUse>(), "");
        do
        {
            using var page = JsonDocument.Parse(Ask(name, cursor));
            uses.AddRange(page.RootElement.GetProperty("results").EnumerateArray().Select(Row));
            cursor = page.RootElement.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        return uses;
    }

    private ReadOnlyMemory<byte> Ask(string name, string cursor)
    {
        var texts = new Dictionary<string, string> { ["name"] = name, ["limit"] = "1000" };
        if (cursor.Length > 0)
        {
            texts.Add("cursor", cursor);
        }

        var arguments = ToolArguments.FromTexts(ToolSet.Named("references"), texts);
        _answer.ResetWrittenCount();
        ToolAnswer.WriteAsync(arguments, state, null, _answer, Stopwatch.GetTimestamp(), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return _answer.WrittenMemory;
    }

    private static OurUse Row(JsonElement row) => new(
        new UsePlace(row.GetProperty("path").GetString()!, row.GetProperty("line").GetInt32(), row.GetProperty("column").GetInt32()), // Each row has a path and a role.
        row.GetProperty("role").GetString()!,
        row.TryGetProperty("resolved", out var resolved) && resolved.GetBoolean(),
        row.TryGetProperty("definition", out var definition) ? definition.GetString() : null);
}
