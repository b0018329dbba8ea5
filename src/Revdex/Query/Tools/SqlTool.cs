using System.Text.Json;
using System.Text.RegularExpressions;
using Revdex.Query.Answers;
using Revdex.Tables;

namespace Revdex.Query.Tools;

/// <summary>One SELECT over the tables of the view, overlay included; each row is an object with a property for each column.</summary>
internal static partial class SqlTool
{
    public static ToolDefinition Definition { get; } = new(
        "sql",
        "Run one read-only SELECT (DuckDB) over symbols(name, kind, container, path, line, end_line, language, signature …), "
        + "occurrences(name, role, path, line, enclosing …), imports(module, name, path …), files(path, language …), tree(path, oid).",
        [
            new("query", ArgumentType.Text, "The SELECT") { Required = true, Positional = true },
            CommonArguments.Rev,
            CommonArguments.Limit,
            CommonArguments.MaxTokens,
        ])
    {
        Keeping = AnswerKeeping.OfViews,
        Body = RunAsync,
    };

    private static async ValueTask<ToolPage> RunAsync(ToolCall call)
    {
        var state = call.State;
        if (VolatileWords().IsMatch(call.Arguments.Text("query")!))
        {
            call.Scope?.Decline();
        }

        var result = await SqlSandbox.RunAsync(
            new SqlRequest
            {
                Sql = call.Arguments.Text("query")!,
                RowCountMax = call.Limit,
                Segments = [.. state.Segments.Select(m => m.Segment.FilePath is { } path ? TableSegment.Of(path, m.Segment.CopyBytes) : TableSegment.Of(m.Segment.Bytes))],
                Files = Files(state),
            },
            call.Cancellation).ConfigureAwait(false);
        var names = Distinct(result.Columns);
        foreach (var row in result.Rows)
        {
            Write(call.Json, names, row);
        }

        // How many rows a cut answer would have had is not known: asking would run the whole statement.
        return result.Truncated
            ? new ToolPage(result.Rows.Count, ToolPage.Limit, Notice: result.TruncatedReason)
            : new ToolPage(result.Rows.Count);
    }

    /// <summary>
    /// What may make a statement say something else another time: the time, and chance. Some are not among the functions that a statement may call; too many words
    /// do no harm.
    /// </summary>
    [GeneratedRegex("now|today|yesterday|tomorrow|current|local|time_zone|timezone|\\bage\\b|sample|random|seed|uuid|nextval|currval|txid", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    internal static partial Regex VolatileWords();

    private static IEnumerable<TableFile> Files(QueryState state)
    {
        for (var file = 0; file < state.View.Count; file++)
        {
            var isThere = state.TryLocate(file, out var mounted, out var blob);
            yield return new TableFile
            {
                Path = state.View.Path(file).ToArray(),
                Oid = state.View.Oid(file),
                Mode = state.View.Mode(file),
                LanguageId = state.View.Language(file)?.Id,
                Segment = isThere ? IndexOf(state, mounted!) : -1,
                Blob = isThere ? blob : 0,
            };
        }
    }

    private static int IndexOf(QueryState state, MountedSegment mounted)
    {
        var index = 0;
        while (!ReferenceEquals(state.Segments[index], mounted))
        {
            index++;
        }

        return index;
    }

    /// <summary>Column names as property names: a repeated one gets a number.</summary>
    private static string[] Distinct(IReadOnlyList<SqlColumn> columns)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var names = new string[columns.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var name = columns[i].Name;
            for (var number = 2; !taken.Add(name); number++)
            {
                name = $"{columns[i].Name}_{number}";
            }

            names[i] = name;
        }

        return names;
    }

    private static void Write(Utf8JsonWriter json, string[] names, JsonElement row)
    {
        json.WriteStartObject();
        var column = 0;
        foreach (var value in row.EnumerateArray())
        {
            json.WritePropertyName(names[column++]);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
