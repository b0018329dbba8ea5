using System.Text.Json;
using System.Text.Json.Nodes;

namespace Revdex.Cli.Rendering;

/// <summary>Progress for programs: a line <c>{"stage":"extract","done":12,"total":80,"unit":"blobs"}</c> each, a few times a second.</summary>
internal sealed class ProgressLines(TextWriter to) : IProgress<WorkProgress>
{
    /// <summary>Set to <see cref="Json"/>, it asks for these lines instead of what people read.</summary>
    public const string Variable = "REVDEX_PROGRESS";

    public const string Json = "json";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private DateTime _next;

    public static bool AreAsked => Environment.GetEnvironmentVariable(Variable) == Json;

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            if (DateTime.UtcNow >= _next || value.Done == value.Total)
            {
                _next = DateTime.UtcNow + Interval;
                to.WriteLine(new JsonObject { ["stage"] = value.Stage, ["done"] = value.Done, ["total"] = value.Total, ["unit"] = value.Unit }.ToJsonString());
            }
        }
    }

    /// <summary>Reads such a line; false where it says something else.</summary>
    public static bool TryParse(string line, out WorkProgress progress)
    {
        progress = default;
        if (!line.StartsWith("{\"stage\":", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            var json = JsonElement.Parse(line);
            progress = new WorkProgress(json.GetProperty("stage").GetString()!, json.GetProperty("done").GetInt64(), json.GetProperty("total").GetInt64(), json.GetProperty("unit").GetString()!);
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }
}
