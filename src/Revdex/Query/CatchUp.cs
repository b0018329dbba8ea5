using Revdex.Git;

namespace Revdex.Query;

/// <summary>
/// Brings a view near a snapshot, beside the answering: the nearest in the cache at once; where much is still missing, the best that
/// cache and store have; where that is not enough, an index made in a process of its own. One piece of work at a time; a newer commit
/// replaces an older one that waits.
/// </summary>
internal sealed class CatchUp(LiveView view, SegmentShelf shelf, SnapshotSource source, Func<Oid, CancellationToken, Task>? indexCommit) : IAsyncDisposable
{
    /// <summary>Up to here filling in is quicker than anything else (1 to 2 s), and what it makes is small enough to keep in memory.</summary>
    private const int FillMax = 400;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private (Oid Commit, View View)? _wanted;
    private bool _isRunning;

    /// <param name="commit">Of HEAD, or of the revision asked for.</param>
    /// <param name="committed">The commit's view.</param>
    public void Start(Oid commit, View committed)
    {
        view.AwaitsSnapshot = IsMuchMissing();
        lock (_lock)
        {
            _wanted = (commit, committed);
            if (!_isRunning && !_stop.IsCancellationRequested)
            {
                _isRunning = true;
                _running = Task.Run(RunAsync);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (Take() is var (commit, committed))
        {
            view.SnapshotNotice = null;
            await TryAsync(() => RunAsync(commit, committed)).ConfigureAwait(false);
            view.AwaitsSnapshot = false;
            shelf.Changed.Raise();
        }
    }

    private (Oid Commit, View View)? Take()
    {
        lock (_lock)
        {
            var wanted = _stop.IsCancellationRequested ? null : _wanted;
            _wanted = null;
            _isRunning = wanted is not null;
            return wanted;
        }
    }

    private async Task RunAsync(Oid commit, View committed)
    {
        Use(source.FindNear(commit));
        view.AwaitsSnapshot = IsMuchMissing();
        if (!view.AwaitsSnapshot)
        {
            return;
        }

        await TryAsync(async () => Use(await source.FetchBestAsync(commit, committed, _stop.Token).ConfigureAwait(false))).ConfigureAwait(false);
        if (indexCommit is not null && IsMuchMissing())
        {
            await indexCommit(commit, _stop.Token).ConfigureAwait(false);
            Use(source.FindNear(commit));
        }
    }

    /// <summary>What fails is said in answers, and the next best is done.</summary>
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody asks any more.
        }
        catch (Exception e) when (e is RevdexException or IOException or InvalidDataException)
        {
            view.SnapshotNotice = e.Message;
        }
    }

    private bool IsMuchMissing() => !_stop.IsCancellationRequested && view.CountMissingCommitted() > FillMax;

    private void Use(BaseSegments? found)
    {
        if (found is null || found.Info == shelf.InfoOf(view))
        {
            found?.Dispose();
        }
        else
        {
            shelf.SetBase(view, found);
        }
    }
}
