using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Revdex.Query.Tools;

namespace Revdex.Benchmarks.Questions;

/// <summary>Times of the questions' calls, and of the tools that none of them asks, made again and again: by tool, in this process (arguments to JSON) and over MCP.</summary>
internal sealed class ToolLatencies(QuestionOptions options)
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(3);

    private readonly SortedDictionary<string, (LatencySample Here, LatencySample Mcp)> _tools = [];

    public async Task PrintAsync(IEnumerable<Question> all)
    {
        foreach (var questions in all.GroupBy(q => q.Repository))
        {
            var calls = questions.SelectMany(q => q.Calls).Where(call => ToolAgent.Tool(call) != ToolAgent.More);
            var byTool = calls.Concat(FurtherCalls.Of([.. questions])).GroupBy(ToolAgent.Tool);
            await MeasureAsync(options.CloneOf(questions.Key), [.. byTool]).ConfigureAwait(false);
        }

        Console.WriteLine("| | calls | in-process p50 | p99 | CPU of a call | over MCP p50 | p99 | CPU of a call |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (tool, (here, mcp)) in _tools)
        {
            Console.WriteLine($"| `{tool}` | {here.Count.ToString("N0", CultureInfo.InvariantCulture)} | {here} | {mcp} |");
        }
    }

    private async Task MeasureAsync(string clone, IReadOnlyList<IGrouping<string, JsonObject>> byTool)
    {
        using var client = McpProcess.StartComplete(clone, options.Cache);
        using var server = Process.GetProcessById(client.Id);
        var reader = await CompleteReader.OpenAsync(clone, options.Cache).ConfigureAwait(false);
        await using var readerEnd = reader.ConfigureAwait(false);
        using var self = Process.GetCurrentProcess();
        foreach (var calls in byTool)
        {
            var (here, mcp) = _tools.TryGetValue(calls.Key, out var samples) ? samples : _tools[calls.Key] = (new(TimeMax), new(TimeMax));
            var asked = calls.Select(call => CompleteReader.Arguments(ToolSet.Named(calls.Key), ToolAgent.Arguments(call))).ToList();
            await here.MeasureAsync(self, asked, options.LatencyRounds, call => AnswerAsync(reader, call)).ConfigureAwait(false);
            await mcp.MeasureAsync(server, [.. calls.Select(ToolAgent.Arguments)], options.LatencyRounds, call => Ask(client, calls.Key, call)).ConfigureAwait(false);
        }
    }

    private static async ValueTask AnswerAsync(CompleteReader reader, ToolArguments call)
    {
        try
        {
            await reader.AnswerAsync(call).ConfigureAwait(false);
        }
        catch (RevdexException)
        {
            // Being refused takes time too.
        }
    }

    private static ValueTask Ask(McpProcess client, string tool, string arguments)
    {
        client.CallRaw(tool, arguments);
        return default;
    }
}
