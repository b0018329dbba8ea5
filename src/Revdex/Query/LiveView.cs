using Revdex.Query.Freshness;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>
/// One view that is asked about, mounted with the segments of the moment, and the work that fills in the facts it lacks. Safe for many
/// threads.
/// </summary>
/// <param name="readContent">The text of a file of the view, perhaps in the room that is given; null: none is to be had.</param>
/// <param name="like">A view of the same commit, whose snapshot's parts this one has; null: its own snapshot's.</param>
internal sealed class LiveView(SegmentShelf shelf, FactsMaker maker, View view, Func<View, int, ReadBuffer?, ReadOnlyMemory<byte>?> readContent, LiveView? like = null) : IAsyncDisposable
{
    /// <summary>Blobs filled in between two looks at what the view lacks by then: a part of what is missing, but not fewer than this.</summary>
    private const int FillMin = 512;

    private const int FillPart = 8;

    /// <summary>After work failed for no fault of a blob (no worker starts), it is tried again this much later.</summary>
    private const int RetryAfterMs = 5_000;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<BlobKey> _givenUp = [];
    private MountedStates? _states;
    private View _view = view;
    private View? _committed;
    private ViewInfo _info = new("", false, null, false, "");
    private string? _notice;
    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _filling = Task.CompletedTask;
    private bool _isFilling;
    private string? _failure;
    private long _failedAtMs;

    private volatile bool _awaitsSnapshot;
    private volatile string? _snapshotNotice;

    /// <summary>Set while a snapshot is on its way that will have most of what git has: only the rest is filled in meanwhile.</summary>
    public bool AwaitsSnapshot
    {
        get => _awaitsSnapshot;
        set => _awaitsSnapshot = value;
    }

    /// <summary>What the user should know of work that failed; null where none did.</summary>
    public string? SnapshotNotice
    {
        get => _snapshotNotice;
        set => _snapshotNotice = value;
    }

    /// <summary>Ends when the cache was looked into for a snapshot: what compilers say comes from there alone, so that answers must not run ahead of it.</summary>
    public Task Looked => _looked.Task;

    /// <summary>How far the work is that a snapshot will come of.</summary>
    public LatestWork Work { get; } = new();

    /// <summary>Whether facts are being made or fetched that nothing but this view wants.</summary>
    public bool IsAtWork
    {
        get
        {
            lock (_lock)
            {
                return _isFilling || AwaitsSnapshot;
            }
        }
    }

    public View View
    {
        get
        {
            lock (_lock)
            {
                return _view;
            }
        }
    }

    /// <param name="view">What is asked about from now on.</param>
    /// <param name="committed">What of it is in git; null where all is.</param>
    /// <param name="info">Without snapshot and completeness.</param>
    /// <param name="notice">Of the view.</param>
    public void Set(View view, View? committed, ViewInfo info, string? notice)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(view, _view))
            {
                _givenUp.Clear();
            }

            if (!ReferenceEquals(view, _view) || info != _info || notice != _notice)
            {
                _states?.Drop();
            }

            (_view, _committed, _info, _notice) = (view, committed, info, notice);
        }
    }

    /// <summary>The view with the facts of the moment; the caller disposes it.</summary>
    /// <param name="withArriving">Also with segments that are on their way: reading may wait (<see cref="Segments.Segment.IsArriving"/>).</param>
    public QueryState Lease(bool withArriving = false)
    {
        lock (_lock)
        {
            var state = (_states ??= new MountedStates(shelf, this, like ?? this, readContent)).Of(_view, _info, _notice, withArriving);
            return state.Share(NoticeOf(state));
        }
    }

    /// <summary>Sees to it that what the state lacks is filled in.</summary>
    /// <returns>Whether work is under way that may bring some of it; false where waiting is in vain.</returns>
    public bool Fill(QueryState state)
    {
        if (state.MissingBlobs == 0 || _stop.IsCancellationRequested)
        {
            return false;
        }

        lock (_lock)
        {
            if (_isFilling)
            {
                return true;
            }
        }

        var isTooEarly = _failure is not null && Environment.TickCount64 - _failedAtMs < RetryAfterMs;
        if (!isTooEarly && Pick(state).Count > 0)
        {
            StartFilling();
            return true;
        }

        return AwaitsSnapshot || maker.IsBusy;
    }

    /// <summary>Makes the facts of some files before anything else.</summary>
    /// <exception cref="RevdexException">They cannot be made, for no fault of theirs.</exception>
    public async Task MakeNowAsync(IReadOnlyList<byte[]> paths, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = shelf.Changed.Next;
            using var state = Lease();
            var files = paths.Select(path => state.View.Find(path)).Where(file => file >= 0 && IsWanted(state, file))
                .DistinctBy(file => state.View.Key(file)).ToList();
            if (files.Count == 0)
            {
                return;
            }

            if (files.TrueForAll(file => maker.IsUnderWay(state.View.Key(file))))
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                GiveUp(state.View, await maker.MakeAsync(state.View, files, Committed, progress, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    /// <summary>Says that the cache was looked into.</summary>
    public void NoteLooked() => _looked.TrySetResult();

    /// <summary>Files that have no facts, of those that git has.</summary>
    public int CountMissingCommitted()
    {
        using var state = Lease();
        var committed = Committed;
        return state.Mount.MissingFiles().Count(file => committed is null || IsIn(committed, state.View, file));
    }

    public async ValueTask DisposeAsync()
    {
        NoteLooked();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _filling.ConfigureAwait(false);
        _states?.Dispose();
        shelf.SetArriving(this, null);
        shelf.SetBase(this, null);
        _stop.Dispose();
    }

    private void StartFilling()
    {
        lock (_lock)
        {
            if (!_isFilling)
            {
                _isFilling = true;
                _filling = Task.Run(FillAsync);
            }
        }
    }

    private async Task FillAsync()
    {
        try
        {
            while (true)
            {
                using var state = Lease(withArriving: true);
                var files = Pick(state);
                if (files.Count == 0)
                {
                    return;
                }

                GiveUp(state.View, await maker.MakeAsync(state.View, files, Committed, null, _stop.Token).ConfigureAwait(false));
                _failure = null;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody asks any more.
        }
        catch (RevdexException e)
        {
            (_failure, _failedAtMs) = (e.Message, Environment.TickCount64);
        }
        finally
        {
            lock (_lock)
            {
                _isFilling = false;
            }

            shelf.Changed.Raise();
        }
    }

    /// <summary>The next files to fill in: what only the disk has first, since no snapshot will bring it.</summary>
    private List<int> Pick(QueryState state)
    {
        var committed = Committed;
        var (uncommitted, rest) = (new List<int>(), new List<int>());
        foreach (var file in state.Mount.MissingFiles())
        {
            if (IsWanted(state, file) && !maker.IsUnderWay(state.View.Key(file)))
            {
                var isCommitted = committed is null || IsIn(committed, state.View, file);
                (isCommitted ? rest : uncommitted).Add(file);
            }
        }

        return [.. uncommitted.Concat(AwaitsSnapshot && !state.IsArriving ? [] : rest).Take(Math.Max(FillMin, state.MissingBlobs / FillPart))];
    }

    private bool IsWanted(QueryState state, int file)
    {
        lock (_lock)
        {
            return state.View.Language(file) is not null && !state.TryLocate(file, out _, out _) && !_givenUp.Contains(state.View.Key(file));
        }
    }

    private void GiveUp(View view, List<int> files)
    {
        lock (_lock)
        {
            if (ReferenceEquals(view, _view))
            {
                _givenUp.UnionWith(files.Select(file => view.Key(file)));
            }
        }
    }

    private View? Committed
    {
        get
        {
            lock (_lock)
            {
                return _committed;
            }
        }
    }

    private static bool IsIn(View committed, View view, int file) => committed.HasKey(view.Oid(file).Span, view.Language(file)!.Id);

    private string? NoticeOf(QueryState state)
    {
        var missing = state.MissingBlobs == 0 ? null
            : _failure is { } failure ? $"{state.MissingBlobs} files have no facts ({failure}): results may lack theirs"
            : $"{state.MissingBlobs} files have no facts yet: results may lack theirs";
        return (missing, SnapshotNotice) is (not null, not null) ? $"{missing}; {SnapshotNotice}" : missing ?? SnapshotNotice;
    }
}
