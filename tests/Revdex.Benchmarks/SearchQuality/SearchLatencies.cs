using System.Diagnostics;
using System.Globalization;
using Revdex.Benchmarks.Questions;
using Revdex.Query.Tools.Search;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>Times of <c>search</c>, each question with the page that the defaults give: in this process (arguments to JSON) and over MCP.</summary>
internal static class SearchLatencies
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(20);

    public static void PrintHead()
    {
        Console.WriteLine("| | calls | in-process p50 | p99 | CPU of a call | over MCP p50 | p99 | CPU of a call |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
    }

    /// <param name="cache">Has the tree's index.</param>
    /// <param name="rounds">How often each question is asked, after one round that does not count.</param>
    public static async Task MeasureAsync(string what, string tree, string cache, IReadOnlyList<SearchQuestion> questions, int rounds)
    {
        var calls = questions.Select(question => ToolSearch.Arguments(question.Text)).ToList();
        var (here, mcp) = (new LatencySample(TimeMax), new LatencySample(TimeMax));
        var reader = await CompleteReader.OpenAsync(tree, cache).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            using var self = Process.GetCurrentProcess();
            var asked = calls.ConvertAll(call => CompleteReader.Arguments(SearchTool.Definition, call));
            await here.MeasureAsync(self, asked, rounds, async call => await reader.AnswerAsync(call).ConfigureAwait(false)).ConfigureAwait(false);
        }

        using var client = McpProcess.StartComplete(tree, cache);
        using var server = Process.GetProcessById(client.Id);
        await mcp.MeasureAsync(server, calls, rounds, call => Ask(client, call)).ConfigureAwait(false);
        Console.WriteLine($"| {what} | {here.Count.ToString("N0", CultureInfo.InvariantCulture)} | {here} | {mcp} |");
    }

    private static ValueTask Ask(McpProcess client, string call)
    {
        client.CallRaw("search", call);
        return default;
    }
}
