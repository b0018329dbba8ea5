using System.Buffers;
using System.Diagnostics;

namespace Revdex.Query.Tools;

/// <summary>Answers checked questions on a reader, which may still be opening: brings the state up to date, then runs the tool on it. For many threads.</summary>
public sealed class ToolRunner(Task<Reader> reader)
{
    /// <summary>Writes the answer's JSON.</summary>
    /// <exception cref="RevdexException">The revision, a path or an argument is not there or not right.</exception>
    public async ValueTask RunAsync(ToolArguments arguments, IBufferWriter<byte> to, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var open = await reader.WaitAsync(cancellation).ConfigureAwait(false);
        using var state = await open.StateAsync(arguments.Text("rev"), arguments.Tool.NeedPaths(arguments), arguments.Tool.NeedText(arguments), cancellation).ConfigureAwait(false);
        await ToolAnswer.WriteAsync(arguments, state, open, to, started, cancellation).ConfigureAwait(false);
    }
}
