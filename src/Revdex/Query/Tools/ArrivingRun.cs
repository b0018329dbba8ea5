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
        var state = await ToolRunner.StateAsync(reader, arguments, null, progress, cancellation, withArriving: true).ConfigureAwait(false);
        if (!state.IsArriving)
        {
            using (state)
            {
                await ToolAnswer.WriteAsync(arguments, state, reader, to, started, cancellation, progress).ConfigureAwait(false);
                return true;
            }
        }

        var run = Task.Run(() => AnswerAsync(state, cancellation), CancellationToken.None);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var isThrough = await Task.WhenAny(run, Task.Delay(PatienceMs, patience.Token)).ConfigureAwait(false) == run;
        await patience.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (!isThrough || await run.ConfigureAwait(false) is not { } answer)
        {
            return false;
        }

        to.Write(answer.Span);
        return true;
    }

    /// <summary>Null: parts did not come in time. Gives the state back, however late.</summary>
    private async Task<ReadOnlyMemory<byte>?> AnswerAsync(QueryState state, CancellationToken cancellation)
    {
        using (state)
        {
            try
            {
                var answer = new ArrayBufferWriter<byte>();
                await ToolAnswer.WriteAsync(arguments, state, reader, answer, started, cancellation, progress).ConfigureAwait(false);
                return answer.WrittenMemory;
            }
            catch (SegmentLateException)
            {
                return null;
            }
        }
    }
}
