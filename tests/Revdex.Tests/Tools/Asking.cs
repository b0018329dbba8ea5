using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Revdex.Query;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

/// <summary>Asks tools directly, without a reader or a process.</summary>
internal static class Asking
{
    /// <summary>The answer to a question such as <c>state.Ask("find", """{"name": "x"}""")</c>.</summary>
    public static JsonElement Ask(this QueryState state, string tool, string arguments, IProgress<WorkProgress>? progress = null)
    {
        var parsed = ToolArgumentsTests.Parse(ToolSet.Named(tool), arguments);
        var answer = new ArrayBufferWriter<byte>();
        ToolAnswer.WriteAsync(parsed, state, null, answer, Stopwatch.GetTimestamp(), CancellationToken.None, progress).AsTask().GetAwaiter().GetResult();
        return JsonElement.Parse(answer.WrittenSpan);
    }

    public static string Error(this QueryState state, string tool, string arguments) => Assert.Throws<RevdexException>(() => state.Ask(tool, arguments)).Message;

    /// <summary>One property of each result.</summary>
    public static string[] Each(this JsonElement answer, string property) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(r => r.TryGetProperty(property, out var value) ? value.ToString() : "-")];

    /// <summary><c>path:line</c> of each result.</summary>
    public static string[] Places(this JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(r => $"{r.GetProperty("path").GetString()}:{r.GetProperty("line")}")];

    public static int Total(this JsonElement answer) => answer.GetProperty("total").GetInt32();

    public static string? Notice(this JsonElement answer) => answer.TryGetProperty("notice", out var notice) ? notice.GetString() : null;
}
