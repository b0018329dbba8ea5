using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Revdex.Query.Answers;
using Revdex.Query.Tools.Search;

namespace Revdex.Query.Tools;

/// <summary>
/// Runs a tool on a state and writes its answer, the same for MCP and for <c>--json</c>:
/// <c>{view, results, total | total_at_least, resolved? | resolved_at_least?, truncated, truncated_reason?, next_cursor?, notice?, lanes?, degraded?, cached?, elapsed_us}</c>.
/// </summary>
public static class ToolAnswer
{
    /// <summary>Text is data, not markup: only what JSON itself needs is escaped, so that signatures stay readable and short.</summary>
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="started">Timestamp of <see cref="Stopwatch"/> that <c>elapsed_us</c> counts from.</param>
    /// <exception cref="RevdexException">An argument is wrong, or what it names is not there.</exception>
    public static async ValueTask WriteAsync(
        ToolArguments arguments, QueryState state, Reader? reader, IBufferWriter<byte> to, long started, CancellationToken cancellation, IProgress<WorkProgress>? progress = null) =>
        await WriteAsync(arguments, state, reader, to, started, null, progress, cancellation).ConfigureAwait(false);

    /// <summary>The same for an answer that may be kept; says where in it the array of results is.</summary>
    internal static async ValueTask<(ToolPage Page, Range Results)> WriteAsync(
        ToolArguments arguments, QueryState state, Reader? reader, IBufferWriter<byte> to, long started, AnswerScope? scope, IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        json.WritePropertyName("view"u8);
        WriteView(json, state.Info);
        json.WriteStartArray("results"u8);
        var from = Position(json) - 1;
        var page = await arguments.Tool.Body(new ToolCall(arguments, state, reader, json, cancellation) { Scope = scope, Progress = progress }).ConfigureAwait(false);
        json.WriteEndArray();
        var end = Position(json);
        WritePage(json, page, state.Notice);
        WriteEnd(json, started);
        return (page, from..end);
    }

    /// <summary>Writes an answer that was kept: its results and page, with what is true now of the rest.</summary>
    internal static void WriteKept(ToolArguments arguments, KeptAnswer kept, ViewInfo view, string? notice, IBufferWriter<byte> to, long started)
    {
        using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        json.WritePropertyName("view"u8);
        WriteView(json, view);
        json.WritePropertyName("results"u8);
        json.WriteRawValue(kept.Results.Span, skipInputValidation: true); // Checked when it was read.
        WritePage(json, kept.Page.For(arguments), notice);
        json.WriteBoolean("cached"u8, true);
        WriteEnd(json, started);
    }

    private static int Position(Utf8JsonWriter json) => checked((int)(json.BytesCommitted + json.BytesPending));

    private static void WriteEnd(Utf8JsonWriter json, long started)
    {
        json.WriteNumber("elapsed_us"u8, (long)Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        json.WriteEndObject();
    }

    private static void WriteView(Utf8JsonWriter json, ViewInfo view)
    {
        json.WriteStartObject();
        json.WriteString("commit"u8, view.Commit);
        json.WriteBoolean("dirty"u8, view.Dirty);
        if (view.Rev.Length > 0)
        {
            json.WriteString("rev"u8, view.Rev);
        }

        json.WritePropertyName("snapshot"u8);
        if (view.Snapshot is { } snapshot)
        {
            json.WriteStartObject();
            json.WriteString("commit"u8, snapshot.Commit);
            WriteDistance(json, snapshot.Distance);
            json.WriteString("source"u8, snapshot.Source);
            json.WriteBoolean("signed"u8, snapshot.Signed);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteBoolean("complete"u8, view.Complete);
        json.WriteEndObject();
    }

    private static void WriteDistance(Utf8JsonWriter json, int? distance)
    {
        if (distance is { } commits)
        {
            json.WriteNumber("distance"u8, commits);
        }
        else
        {
            json.WriteNull("distance"u8);
        }
    }

    private static void WritePage(Utf8JsonWriter json, in ToolPage page, string? stateNotice)
    {
        json.WriteNumber(page.IsAtLeast ? "total_at_least"u8 : "total"u8, page.Total);
        if (page.Resolved is { } resolved)
        {
            json.WriteNumber(page.IsResolvedAtLeast ? "resolved_at_least"u8 : "resolved"u8, resolved);
        }

        json.WriteBoolean("truncated"u8, page.TruncatedReason is not null);
        if (page.TruncatedReason is { } reason)
        {
            json.WriteString("truncated_reason"u8, reason);
        }

        if (page.NextCursor is { } cursor)
        {
            json.WriteString("next_cursor"u8, cursor);
        }

        var notice = page.Notice is null || stateNotice is null ? page.Notice ?? stateNotice : $"{stateNotice}; {page.Notice}";
        if (notice is not null)
        {
            json.WriteString("notice"u8, notice);
        }

        WriteLanes(json, page);
    }

    private static void WriteLanes(Utf8JsonWriter json, in ToolPage page)
    {
        if (page.Lanes is { } lanes)
        {
            LaneNames.Write(json, lanes);
        }

        if (page.Lack is var (lane, reason))
        {
            json.WriteStartArray("degraded"u8);
            json.WriteStartObject();
            json.WriteString("lane"u8, lane);
            json.WriteString("reason"u8, reason);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }
}
