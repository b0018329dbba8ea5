using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;
using Revdex.Query.Tools;
using Revdex.Snapshots;

namespace Revdex.Benchmarks.Questions;

/// <summary>Times of the questions' calls, and of the tools that none of them asks, made again and again: by tool, in this process (arguments to JSON) and over MCP.</summary>
internal sealed class ToolLatencies(QuestionOptions options)
{
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
        var pool = new ExtractorPool(Environment.ProcessorCount);
        await using var poolEnd = pool.ConfigureAwait(false);
        var reader = await Reader.OpenAsync(
            GitRepository.Open(clone),
            new ReaderOptions { Cache = new CacheOptions { Folder = options.Cache }, Watch = true, KeepsAnswersFrom = null, Extract = pool.ExtractAsync },
            default).ConfigureAwait(false);
        await using var readerEnd = reader.ConfigureAwait(false);
        for (var isComplete = false; !isComplete;)
        {
            using var state = await reader.StateAsync(null, null, default).ConfigureAwait(false);
            isComplete = state.Info.Complete;
        }

        var runner = new ToolRunner(Task.FromResult(reader));
        using var self = Process.GetCurrentProcess();
        foreach (var calls in byTool)
        {
            var (here, mcp) = _tools.TryGetValue(calls.Key, out var samples) ? samples : _tools[calls.Key] = (new(), new());
            var asked = calls.Select(call => ToolArguments.FromJson(ToolSet.Named(calls.Key), Given(call))).ToList();
            await here.MeasureAsync(self, asked, options.LatencyRounds, call => AnswerAsync(runner, call)).ConfigureAwait(false);
            await mcp.MeasureAsync(server, [.. calls.Select(ToolAgent.Arguments)], options.LatencyRounds, call => Ask(client, calls.Key, call)).ConfigureAwait(false);
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> Given(JsonObject call) =>
        JsonElement.Parse(ToolAgent.Arguments(call)).EnumerateObject().Select(argument => KeyValuePair.Create(argument.Name, argument.Value));

    private static async ValueTask AnswerAsync(ToolRunner runner, ToolArguments call)
    {
        try
        {
            await runner.RunAsync(call, new ArrayBufferWriter<byte>(4096), null, default).ConfigureAwait(false);
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
