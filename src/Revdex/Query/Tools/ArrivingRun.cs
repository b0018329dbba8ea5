using System.Buffers;
using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>
/// Answers one question also from segments that are on their way, whose parts are fetched as the tool reads them. It waits for them on a thread of its own, so
/// that the answer is given without them where they do not come soon.
/// </summary>
internal sealed class ArrivingRun(Reader reader, ToolArguments arguments, IProgress<WorkProgress>? progress, long started)
{
    /// <summary>For all parts that a question reads: some tens of round trips, or six megabytes at 10 Mbit/s.</summary>
    private const int PatienceMs = 5_000;

    /// <summary>Writes the answer's JSON. False: parts did not come in time, and nothing was written.</summary>
    public async ValueTask<bool> TryRunAsync(IBufferWriter<byte> to, CancellationToken cancellation)
    {
        var state = await StateAsync([], cancellation).ConfigureAwait(false);
        if (!state.IsArriving)
        {
            using (state)
            {
                await ToolAnswer.WriteAsync(arguments, state, reader, to, started, cancellation, progress).ConfigureAwait(false);
                return true;
            }
        }

        var run = Task.Run(() => AnswerAsync(state, cancellation), CancellationToken.None);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var isThrough = await Task.WhenAny(run, Task.Delay(PatienceMs, over.Token)).ConfigureAwait(false) == run;
        await over.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (!isThrough || await run.ConfigureAwait(false) is not { } answer)
        {
            return false;
        }

        to.Write(answer.Span);
        return true;
    }

    /// <summary>Null: parts did not come in time. Takes the state over and gives it back, however late.</summary>
    private async Task<ReadOnlyMemory<byte>?> AnswerAsync(QueryState state, CancellationToken cancellation)
    {
        try
        {
            try
            {
                return await WriteAsync(state, cancellation).ConfigureAwait(false);
            }
            catch (FactsExpectedException e)
            {
                return await WriteAsync(await StateAsync(e.Paths, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SegmentLateException or FactsExpectedException)
        {
            return null;
        }
    }

    private async Task<ReadOnlyMemory<byte>> WriteAsync(QueryState state, CancellationToken cancellation)
    {
        using (state)
        {
            var answer = new ArrayBufferWriter<byte>();
            await ToolAnswer.WriteAsync(arguments, state, reader, answer, started, cancellation, progress).ConfigureAwait(false);
            return answer.WrittenMemory;
        }
    }

    private ValueTask<QueryState> StateAsync(IReadOnlyList<byte[]> expected, CancellationToken cancellation) =>
        ToolRunner.StateAsync(reader, arguments, null, progress, cancellation, withArriving: true, expected);
}
