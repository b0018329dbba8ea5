namespace Revdex.Query;

/// <summary>How long answers wait for facts that are being made. Safe for many threads.</summary>
/// <param name="untilComplete">However long that takes.</param>
internal sealed class FactsWait(SegmentShelf shelf, bool untilComplete)
{
    /// <summary>
    /// Edits and small differences are through by then; while more is under way, an answer that says so now serves better than a whole one later.
    /// </summary>
    private const int PatienceMs = 1_000;

    /// <summary>
    /// The same where a commit is asked about and the client shows how far the work is: half of what clients wait for by default. What is asked of
    /// the working tree is asked again anyway, of a commit once.
    /// </summary>
    private const int ToldPatienceMs = 30_000;

    private const int ProgressIntervalMs = 250;

    private volatile bool _isOutOfPatience;

    /// <summary>Once a view was complete, the next that is not is waited for again.</summary>
    public void Note(QueryState state) => _isOutOfPatience &= state.MissingBlobs > 0;

    /// <summary>Waits until nothing is missing, nothing more will come, or patience is at its end.</summary>
    /// <param name="withArriving">As in <see cref="LiveView.Lease"/>.</param>
    /// <param name="progress">Told of what is waited for; null: nobody listens.</param>
    public async Task<QueryState> WaitAsync(LiveView view, bool isOfCommit, bool withArriving, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var isTold = isOfCommit && progress is not null;
        var deadline = Environment.TickCount64 + (isTold ? ToldPatienceMs : PatienceMs);
        var missingMax = 0;
        while (true)
        {
            var changed = shelf.Changed.Next;
            var state = view.Lease(withArriving);
            var leftMs = untilComplete ? int.MaxValue : _isOutOfPatience && !isTold ? 0 : (int)(deadline - Environment.TickCount64);
            if (!view.Fill(state) || leftMs <= 0)
            {
                _isOutOfPatience |= state.MissingBlobs > 0;
                return state;
            }

            missingMax = Math.Max(missingMax, state.MissingBlobs);
            progress?.Report(view.Work.Now ?? new WorkProgress("extract", missingMax - state.MissingBlobs, missingMax, "files"));
            state.Dispose();
            var waitMs = progress is null ? leftMs : Math.Min(leftMs, ProgressIntervalMs);
            await changed.WaitAsync(TimeSpan.FromMilliseconds(waitMs), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
