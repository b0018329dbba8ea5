using System.Globalization;
using Revdex.Git;

namespace Revdex.Query;

/// <summary>
/// Brings a view near a snapshot, beside the answering: the nearest in the cache at once; where much is still missing, the best that
/// cache and store have; where that is not enough, or the store fails or falls silent, an index made in a process of its own. One piece of work
/// at a time; a newer commit replaces an older one that waits for it, or for the store.
/// </summary>
internal sealed class CatchUp(LiveView view, SegmentShelf shelf, SnapshotSource source, ReaderOptions options) : IAsyncDisposable
{
    /// <summary>Up to here filling in is quicker than anything else (1 to 2 s), and what it makes is small enough to keep in memory.</summary>
    private const int FillMax = 400;

    private readonly Lock _lock = new();
    private readonly Lock _taking = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly StateSignal _newer = new();
    private Task _running = Task.CompletedTask;
    private (Oid Commit, View View, Task Newer)? _wanted;
    private bool _isRunning;
    private volatile Taken? _taken;

    /// <param name="commit">Of HEAD, or of the revision asked for.</param>
    /// <param name="committed">The commit's view.</param>
    public void Start(Oid commit, View committed)
    {
        view.AwaitsSnapshot = IsMuchMissing();
        lock (_lock)
        {
            _newer.Raise();
            _wanted = (commit, committed, _newer.Next);
            if (!_isRunning && !_stop.IsCancellationRequested)
            {
                _isRunning = true;
                _running = Task.Run(RunAsync);
            }
        }
    }

    /// <summary>
    /// Takes up what the cache has got of the commit since it was looked into: what compilers say, vectors, or a hook's index. To be called before each answer: it
    /// costs a look at one file where nothing came.
    /// </summary>
    public void TakeNewer()
    {
        if (_taken is { } taken && source.WrittenAt(taken.Commit) is { } now && now != taken.WrittenAt)
        {
            try
            {
                TakeNear(taken.Commit, taken);
            }
            catch (Exception e) when (e is RevdexException or IOException or InvalidDataException)
            {
                view.SnapshotNotice = e.Message;
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
        while (Take() is var (commit, committed, newer))
        {
            view.SnapshotNotice = null;
            await TryAsync(() => RunAsync(commit, committed, newer)).ConfigureAwait(false);
            EndWaiting();
        }
    }

    private (Oid Commit, View View, Task Newer)? Take()
    {
        lock (_lock)
        {
            var wanted = _stop.IsCancellationRequested ? null : _wanted;
            _wanted = null;
            _isRunning = wanted is not null;
            return wanted;
        }
    }

    /// <param name="newer">Ends when another commit is wanted.</param>
    private async Task RunAsync(Oid commit, View committed, Task newer)
    {
        TakeNear(commit, null);
        view.NoteLooked();
        view.AwaitsSnapshot = IsMuchMissing();
        if (!view.AwaitsSnapshot)
        {
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var silence = new SilenceWatch(options.StorePatience.SilenceMs, view.Work);
        var failed = new TaskCompletionSource();
        var fetching = FetchAsync(commit, committed, silence, failed, over.Token);
        await Task.WhenAny(fetching, failed.Task, silence.FellSilent).ConfigureAwait(false);
        if (IsMuchMissing())
        {
            TellSilence(silence);
            await TryAsync(() => IndexAsync(commit, fetching)).ConfigureAwait(false);
        }

        EndWaiting();
        await Task.WhenAny(fetching, newer).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await fetching.ConfigureAwait(false);
    }

    /// <summary>
    /// Fetches the best snapshot. A store that fails is asked again, with growing pauses, until it works or that is over: for a sign of life, so
    /// that what is said of it stays true, and then for the snapshot, unless that is not needed any more.
    /// </summary>
    /// <param name="failed">Told of the first failure.</param>
    private async Task FetchAsync(Oid commit, View committed, IProgress<WorkProgress> progress, TaskCompletionSource failed, CancellationToken over)
    {
        var (isDone, isAgain) = (false, false);
        while (!isDone && !over.IsCancellationRequested)
        {
            isDone = true;
            await TryAsync(AskAsync, over).ConfigureAwait(false);
            isAgain = true;
        }

        async Task AskAsync()
        {
            try
            {
                await (isAgain ? source.ProbeAsync(commit, over) : Task.CompletedTask).ConfigureAwait(false);
                Use(IsMuchMissing() ? await source.FetchBestAsync(commit, committed, progress, parts => shelf.SetArriving(view, parts), over).ConfigureAwait(false) : null);
                view.SnapshotNotice = null;
            }
            catch (RevdexException e) when (e.ExitCode == ExitCode.Store)
            {
                isDone = false;
                view.SnapshotNotice = e.Message;
                failed.TrySetResult();
                shelf.Changed.Raise();
                shelf.SetArriving(view, null);
                await Task.Delay(source.PauseLeftMs + 1, over).ConfigureAwait(false);
            }
            finally
            {
                shelf.SetArriving(view, null);
            }
        }
    }

    /// <summary>Indexes the commit here, unless a snapshot comes meanwhile after all.</summary>
    private async Task IndexAsync(Oid commit, Task fetching)
    {
        if (options.IndexCommit is null)
        {
            return;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var indexing = options.IndexCommit(commit, view.Work, enough.Token);
        if (await Task.WhenAny(indexing, fetching).ConfigureAwait(false) == fetching && !IsMuchMissing())
        {
            await enough.CancelAsync().ConfigureAwait(false);
            await indexing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await indexing.ConfigureAwait(false);
        TakeNear(commit, null);
    }

    /// <param name="before">Nothing is done where something else was taken meanwhile; null: anything may have been.</param>
    private void TakeNear(Oid commit, Taken? before)
    {
        lock (_taking)
        {
            if (before is null || before == _taken)
            {
                _taken = new Taken(commit, source.WrittenAt(commit));
                Use(source.FindNear(commit));
            }
        }
    }

    /// <summary>What fails is said in answers, and the next best is done.</summary>
    private async Task TryAsync(Func<Task> work, CancellationToken over = default)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested || over.IsCancellationRequested)
        {
            // Nobody asks any more.
        }
        catch (Exception e) when (e is RevdexException or IOException or InvalidDataException)
        {
            view.SnapshotNotice = e.Message;
        }
    }

    private void TellSilence(SilenceWatch silence)
    {
        if (silence.FellSilent.IsCompleted && view.SnapshotNotice is null && source.StoreName is { } store)
        {
            view.SnapshotNotice = string.Create(
                CultureInfo.InvariantCulture, $"store {store}: nothing came for {options.StorePatience.SilenceMs / 1000.0:0.#} s; files are read here meanwhile");
        }
    }

    /// <summary>From now on answers wait for no snapshot, and what is missing is filled in little by little.</summary>
    private void EndWaiting()
    {
        view.AwaitsSnapshot = false;
        view.NoteLooked();
        view.Work.End();
        shelf.Changed.Raise();
    }

    private bool IsMuchMissing() => !_stop.IsCancellationRequested && view.CountMissingCommitted() > FillMax;

    private void Use(BaseSegments? found)
    {
        if (found is null || shelf.Has(view, found))
        {
            found?.Dispose();
        }
        else
        {
            shelf.SetBase(view, found);
        }
    }

    /// <summary>What the cache had of a commit when it was looked into.</summary>
    private sealed record Taken(Oid Commit, DateTime? WrittenAt);
}
