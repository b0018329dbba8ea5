using System.Buffers;
using System.Diagnostics;
using Revdex.Git;
using Revdex.Query.Answers;

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
        if (open.Answers is { } answers && MayBeKept(arguments))
        {
            await new KeptRun(answers, open, arguments, progress, started).RunAsync(to, cancellation).ConfigureAwait(false);
            return;
        }

        if (arguments.Tool.ReadsLittle && await new ArrivingRun(open, arguments, progress, started).TryRunAsync(to, cancellation).ConfigureAwait(false))
        {
            return;
        }

        using var state = await StateAsync(open, arguments, null, progress, cancellation).ConfigureAwait(false);
        await ToolAnswer.WriteAsync(arguments, state, open, to, started, cancellation, progress).ConfigureAwait(false);
    }

    /// <summary>The state that a question is answered on.</summary>
    /// <param name="commit">The one that its revision names, where that is known already.</param>
    /// <param name="withArriving">As in <see cref="Reader.AskAsync"/>.</param>
    /// <param name="expected">Paths whose facts come first besides those that the tool names.</param>
    internal static ValueTask<QueryState> StateAsync(
        Reader open, ToolArguments arguments, Oid? commit, IProgress<WorkProgress>? progress, CancellationToken cancellation,
        bool withArriving = false, IReadOnlyList<byte[]>? expected = null)
    {
        var tool = arguments.Tool;
        var isWhole = tool.NeedsView(arguments);
        return open.AskAsync(arguments.Text("rev"), commit, [.. tool.NeedPaths(arguments) ?? [], .. expected ?? []], isWhole ? tool.NeedText(arguments) : null, isWhole, progress, cancellation, withArriving);
    }

    /// <summary>What is quick anyway is not looked for.</summary>
    private static bool MayBeKept(ToolArguments arguments) => arguments.Tool.Keeping switch
    {
        AnswerKeeping.Never => false,
        AnswerKeeping.OfColdCommits or AnswerKeeping.OfCommits => arguments.Text("rev") is { } rev and not Reader.StagedRev,
        _ => true,
    };
}
