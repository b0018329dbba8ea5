using System.Text.Json;
using System.Text.Json.Nodes;

namespace Revdex.Benchmarks.Questions;

/// <summary>Makes a question's calls over MCP, in order; is shown the text of each answer.</summary>
internal static class ToolAgent
{
    public const string More = "more";

    public static void Run(AgentRun run, McpProcess client)
    {
        JsonObject? last = null;
        string? cursor = null;
        foreach (var call in run.Question.Calls)
        {
            if ((string)call["tool"]! == More && cursor is null)
            {
                continue;
            }

            var arguments = (string)call["tool"]! == More ? last! : call;
            last = (JsonObject)arguments.DeepClone();
            if ((string)call["tool"]! == More)
            {
                last["cursor"] = cursor;
            }

            var (text, next) = Ask(client, last);
            cursor = next;
            if (run.Show(Written(last), text))
            {
                return;
            }
        }
    }

    public static string Tool(JsonObject call) => (string)call["tool"]!;

    /// <summary>The arguments alone.</summary>
    public static string Arguments(JsonObject call)
    {
        var arguments = (JsonObject)call.DeepClone();
        arguments.Remove("tool");
        return arguments.ToJsonString();
    }

    private static string Written(JsonObject call) => $"{Tool(call)} {Arguments(call)}";

    /// <summary>The text, or why it was refused; and where more is.</summary>
    private static (string Text, string? Cursor) Ask(McpProcess client, JsonObject call)
    {
        using var answer = JsonDocument.Parse(client.CallRaw(Tool(call), Arguments(call)));
        var result = answer.RootElement.GetProperty("result");
        var text = result.GetProperty("content")[0].GetProperty("text").GetString()!;
        var cursor = result.TryGetProperty("structuredContent", out var content) && content.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        return (text, cursor);
    }
}
