using System.Text.Json;
using Revdex.Cli.Rendering;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>Asks <c>search</c>: over MCP, or one of its lanes.</summary>
internal static class ToolSearch
{
    /// <summary>As many results as one page has: several may be of one file.</summary>
    private const int Limit = 100;

    public static SearchAnswer Ask(McpProcess client, string question)
    {
        using var answer = JsonDocument.Parse(client.CallRaw("search", $$"""{"query":{{JsonSerializer.Serialize(question)}},"limit":{{Limit}}}"""));
        var result = answer.RootElement.GetProperty("result");
        if (!result.TryGetProperty("structuredContent", out var content))
        {
            throw new RevdexException($"{question}: {answer.RootElement}");
        }

        return new(Paths(content), result.GetProperty("content")[0].GetProperty("text").GetString()!.Split('\n')); // Not null: text.
    }

    /// <summary>One lane alone (<see cref="LaneTool"/>), in this process.</summary>
    public static async Task<SearchAnswer> AskLaneAsync(CompleteReader reader, string question, string lane)
    {
        var call = CompleteReader.Arguments(LaneTool.Definition, $$"""{"query":{{JsonSerializer.Serialize(question)}},"lane":"{{lane}}","limit":{{Limit}}}""");
        using var answer = JsonDocument.Parse(await reader.AnswerAsync(call).ConfigureAwait(false));
        return new(Paths(answer.RootElement), AnswerText.Results("search", answer.RootElement, Ink.Plain).Split('\n'));
    }

    /// <summary>As an agent asks it, to measure the time.</summary>
    public static string Arguments(string question) => $$"""{"query":{{JsonSerializer.Serialize(question)}}}""";

    private static List<string> Paths(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(item => item.GetProperty("path").GetString()!).Distinct()]; // Not null: each has one.
}
