using Revdex.Git;

namespace Revdex.Query;

/// <summary>
/// Brings a view near a snapshot, beside the answering: what the cache has at once; where much is still missing, an index made in a
/// process of its own. One piece of work at a time; a newer commit replaces an older one that waits.
/// </summary>
internal sealed class CatchUp(LiveView view, SegmentShelf shelf, SnapshotSource source, Func<Oid, CancellationToken, Task>? indexCommit) : IAsyncDisposable
{
    /// <summary>Up to here filling in is quicker than anything else (1 to 2 s), and what it makes is small enough to keep in memory.</summary>
    private const int FillMax = 400;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private Oid? _wanted;

    public void Start(Oid commit)
    {
        lock (_lock)
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            var isIdle = _wanted is null && _running.IsCompleted;
            _wanted = commit;
            if (isIdle)
            {
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
        while (Take() is { } commit)
        {
            try
            {
                await RunAsync(commit).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Nobody asks any more.
            }
            catch (Exception e) when (e is RevdexException or IOException or InvalidDataException)
            {
                view.SnapshotNotice = e.Message;
            }
            finally
            {
                view.AwaitsSnapshot = false;
                shelf.Changed.Raise();
            }
        }
    }

    private Oid? Take()
    {
        lock (_lock)
        {
            var commit = _stop.IsCancellationRequested ? null : _wanted;
            _wanted = null;
            return commit;
        }
    }

    private async Task RunAsync(Oid commit)
    {
        view.SnapshotNotice = null;
        TakeFromCache(commit);
        if (indexCommit is not null && view.CountMissingCommitted() > FillMax)
        {
            view.AwaitsSnapshot = true;
            await indexCommit(commit, _stop.Token).ConfigureAwait(false);
            TakeFromCache(commit);
        }
    }

    private void TakeFromCache(Oid commit)
    {
        if (source.FindInCache(commit) is not { } found)
        {
            return;
        }

        if (found.Info == shelf.InfoOf(view))
        {
            found.Dispose();
        }
        else
        {
            shelf.SetBase(view, found);
        }
    }
}
