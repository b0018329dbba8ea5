using System.Buffers;
using System.Diagnostics;

namespace Revdex.Query.Tools;

/// <summary>Answers checked questions on a reader, which may still be opening: brings the state up to date, then runs the tool on it. For many threads.</summary>
public sealed class ToolRunner(Task<Reader> reader)
{
    /// <summary>Writes the answer's JSON.</summary>
    /// <param name="progress">Told how far it is while it takes long; for a fixed revision that lacks facts the answer then waits longer. Null: nobody listens.</param>
    /// <exception cref="RevdexException">The revision, a path or an argument is not there or not right.</exception>
    public async ValueTask RunAsync(ToolArguments arguments, IBufferWriter<byte> to, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var open = await reader.WaitAsync(cancellation).ConfigureAwait(false);
        var (tool, rev) = (arguments.Tool, arguments.Text("rev"));
        using var state = tool.NeedsView(arguments)
            ? await open.StateAsync(rev, tool.NeedPaths(arguments), tool.NeedText(arguments), progress, cancellation).ConfigureAwait(false)
            : await open.StateNowAsync(rev, tool.NeedPaths(arguments), progress, cancellation).ConfigureAwait(false);
        await ToolAnswer.WriteAsync(arguments, state, open, to, started, cancellation, progress).ConfigureAwait(false);
    }
}
