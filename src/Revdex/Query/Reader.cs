using Revdex.Embedding;
using Revdex.Git;
using Revdex.Query.Answers;
using Revdex.Query.Embedded;
using Revdex.Query.Freshness;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>
/// Holds a repository's views and facts, brings them up to date before each answer, and fills in what is missing beside the answering.
/// Safe for many threads.
/// </summary>
public sealed partial class Reader : IAsyncDisposable
{
    /// <summary>What asks for the index as it is staged.</summary>
    public const string StagedRev = ":staged";

    /// <summary>Where fewer blobs have no facts, those are made as quickly as it is told which of them matter.</summary>
    private const int HoldersFromMissing = 200;

    /// <summary>Files that are read for one question before it is answered: a second or two of work.</summary>
    private const int HoldersMax = 200;

    /// <summary>A shorter text is in most files.</summary>
    private const int HeldTextMin = 3;

    private readonly ReaderOptions _options;
    private readonly LocalCache? _cache;
    private readonly SnapshotSource _source;
    private readonly ContentReader _contents;
    private readonly SegmentShelf _shelf;
    private readonly FactsMaker _maker;
    private readonly FactsWait _wait;
    private readonly SharedRefresh _refresh;
    private readonly LiveView _live;
    private readonly LiveView _staged;
    private readonly CatchUp _catchUp;
    private readonly RevViews _revs;
    private readonly Lock _stagedLock = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _settling = Task.CompletedTask;
    private int _generation;

    private Reader(GitRepository repository, ReaderOptions options)
    {
        (Repository, _options) = (repository, options);
        _cache = options.Cache is null ? null : LocalCache.Open(options.Cache with { Trust = options.Trust });
        _source = new SnapshotSource(repository, _cache, options);
        Answers = _cache is not null && options.KeepsAnswersFrom is { } dearFrom ? new AnswerCache(_cache, options.Trust, dearFrom) : null;
        _contents = new ContentReader(repository);
        _shelf = new SegmentShelf(options.Languages, LiveViews);
        _maker = new FactsMaker(_contents, _shelf, options.Extract);
        _wait = new FactsWait(_shelf, options.WaitForComplete);
        Past = new PastFacts(_contents, options.Extract);
        Notes = new NoteSource(repository, _cache);
        Embedders = new EmbedderShelf(_cache, options.EmbedModel, new EmbeddingOptions(options.OnnxRuntime));
        var detection = new LanguageDetection(options.Languages, oids => _contents.CatFile.ReadAllAsync(oids, LanguageDetection.ContentMaxBytes, _stop.Token), _cache);
        var tree = new WorkTree(repository, detection, options.Watch ? WatcherFactory.TryCreate : null, _contents.Keep);
        _refresh = new SharedRefresh(tree, TakeOver);
        _live = NewView(View.Empty(detection), isWorkTree: repository.WorkTree is not null);
        _staged = NewView(View.Empty(detection), isWorkTree: false, _live);
        _catchUp = NewCatchUp(_live);
        _revs = new RevViews(view => NewView(view, isWorkTree: false), NewCatchUp, detection);
    }

    public GitRepository Repository { get; }

    public ReaderOptions Options => _options;

    /// <summary>Facts of versions that are in no view.</summary>
    internal PastFacts Past { get; }

    internal NoteSource Notes { get; }

    /// <summary>How changes of files are noticed at present: "inotify", "file events" or "git status".</summary>
    public string Freshness => _refresh.Tree.Freshness;

    /// <summary>Words of files without facts, as questions needed them.</summary>
    internal Tools.Search.TextWords Texts { get; } = new();

    /// <summary>Ends when watching was set up, or given up.</summary>
    internal Task Armed => _refresh.Tree.Armed;

    /// <summary>Ready for questions as soon as the view is there, with what facts the cache has.</summary>
    /// <exception cref="RevdexException">The repository or the cache cannot be used.</exception>
    public static async Task<Reader> OpenAsync(GitRepository repository, ReaderOptions options, CancellationToken cancellationToken)
    {
        var reader = new Reader(repository, options);
        try
        {
            var cached = Task.Run(reader.TakeFromCache, cancellationToken);
            await reader._refresh.RunAsync(cancellationToken).ConfigureAwait(false);
            await cached.ConfigureAwait(false);
            reader._settling = options.Watch ? reader.SettleAsync() : Task.CompletedTask;
            return reader;
        }
        catch
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The state to answer from: everything that was on disk (or in the index, or committed) when this was called is in it.</summary>
    /// <param name="rev">Null: the working tree; <see cref="StagedRev"/>; any revision.</param>
    /// <param name="needPaths">Files that the question is about: their facts come first, and are waited for.</param>
    /// <param name="cancellationToken">Ends waiting; work that other questions need too goes on.</param>
    /// <returns>A lease: dispose it after the answer.</returns>
    /// <exception cref="RevdexException">No such revision, git failed, the working tree is gone, or facts cannot be made.</exception>
    public ValueTask<QueryState> StateAsync(string? rev, IReadOnlyList<byte[]>? needPaths, CancellationToken cancellationToken) =>
        StateAsync(rev, needPaths, needText: null, progress: null, cancellationToken);

    /// <summary>The same for a question about a name.</summary>
    /// <param name="needText">
    /// What every file holds that the question is about, or one line of it if there are several; null: nothing is known of them. While much is missing,
    /// those files are read first, so that the answer is right long before the view is complete, however slow the line or the parser.
    /// </param>
    /// <param name="progress">Told of what is waited for; who listens waits longer for a commit's facts, and can take the question back. Null: nobody listens.</param>
    public ValueTask<QueryState> StateAsync(
        string? rev, IReadOnlyList<byte[]>? needPaths, string? needText, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        AskAsync(rev, null, needPaths, needText, isWhole: true, progress, cancellationToken);

    /// <summary>The same without waiting for facts of other files than those named: for what is answered from git or from few files.</summary>
    public ValueTask<QueryState> StateNowAsync(string? rev, IReadOnlyList<byte[]>? needPaths, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        AskAsync(rev, null, needPaths, null, isWhole: false, progress, cancellationToken);

    /// <summary>What HEAD held when the working tree was looked at last; null where that was another commit than this one.</summary>
    internal View? CommittedView(string commit) => _refresh.State is { } state && CommitOf(state) == commit ? state.Committed : null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _settling.ConfigureAwait(false);
        _stop.Dispose();
        await _catchUp.DisposeAsync().ConfigureAwait(false);
        await _revs.DisposeAsync().ConfigureAwait(false);
        await _live.DisposeAsync().ConfigureAwait(false);
        await _staged.DisposeAsync().ConfigureAwait(false);
        await _refresh.DisposeAsync().ConfigureAwait(false);
        Embedders.Dispose();
        _shelf.Dispose();
        _contents.Dispose();
        await (Answers?.DisposeAsync() ?? default).ConfigureAwait(false);
        _cache?.Dispose();
    }

    /// <summary>The same. A question that is taken back ends the work that it alone wanted.</summary>
    /// <param name="commit">The one that the revision names; null: nobody has asked git yet.</param>
    /// <param name="isWhole">False: facts of other files than those named are not waited for, since the answer is from git or from few files.</param>
    /// <param name="withArriving">As in <see cref="LiveView.Lease"/>. Who waits until all is there (and then ends) does without.</param>
    internal async ValueTask<QueryState> AskAsync(
        string? rev, Oid? commit, IReadOnlyList<byte[]>? needPaths, string? needText, bool isWhole, IProgress<WorkProgress>? progress, CancellationToken cancellationToken,
        bool withArriving = false)
    {
        var view = await ViewOfAsync(rev, commit, cancellationToken).ConfigureAwait(false);
        try
        {
            await (IsOfCommit(rev) && MayHaveParts ? view.Looked.WaitAsync(cancellationToken) : Task.CompletedTask).ConfigureAwait(false);
            if (needPaths is { Count: > 0 })
            {
                await view.MakeNowAsync(needPaths, progress, cancellationToken).ConfigureAwait(false);
            }

            return isWhole ? await WholeAsync(view, rev, needText, withArriving && !_options.WaitForComplete, progress, cancellationToken).ConfigureAwait(false) : view.Lease().For(rev, null);
        }
        finally
        {
            if (IsOfCommit(rev))
            {
                _revs.Leave(view, cancellationToken.IsCancellationRequested);
            }
        }
    }

    private async ValueTask<QueryState> WholeAsync(
        LiveView view, string? rev, string? needText, bool withArriving, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var hasHolders = needText is not null && !_options.WaitForComplete
            && await TryMakeHoldersAsync(view, rev, needText, withArriving, progress, cancellationToken).ConfigureAwait(false);
        var state = view.Lease(withArriving);
        if (view.Fill(state) && !hasHolders)
        {
            state.Dispose();
            state = await _wait.WaitAsync(view, IsOfCommit(rev), withArriving, progress, cancellationToken).ConfigureAwait(false);
        }

        _wait.Note(state);
        return state.For(rev, hasHolders && state.MissingBlobs > 0 ? $"all tracked files that hold '{needText!.Replace("\n", "' or '", StringComparison.Ordinal)}' have theirs" : null);
    }

    /// <summary>Once files are watched everything is looked at once more, for what changed meanwhile. Nobody need wait for it if nobody asks so soon.</summary>
    private async Task SettleAsync()
    {
        try
        {
            await Armed.WaitAsync(_stop.Token).ConfigureAwait(false);
            await _refresh.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody asks any more.
        }
        catch (RevdexException)
        {
            // The next question looks again, and tells what is wrong.
        }
    }

    private async ValueTask<LiveView> ViewOfAsync(string? rev, Oid? commit, CancellationToken cancellationToken)
    {
        if (IsOfCommit(rev))
        {
            var head = _refresh.State is { Commit: { } tip } known ? (tip, known.Committed) : default((Oid, View)?);
            return _revs.Of(Repository, commit ?? CommitOf(rev!), head, cancellationToken);
        }

        await _refresh.RunAsync(cancellationToken).ConfigureAwait(false);
        _catchUp.TakeNewer();
        if (rev is StagedRev)
        {
            TakeOverStaged();
        }

        return rev is null ? _live : _staged;
    }

    /// <summary>Makes the facts of the files that hold a text, where many are missing.</summary>
    /// <returns>Whether all of them have facts now.</returns>
    private async ValueTask<bool> TryMakeHoldersAsync(
        LiveView view, string? rev, string text, bool withArriving, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        using (var state = view.Lease(withArriving))
        {
            if (state.MissingBlobs < HoldersFromMissing || text.Contains('\0') || !text.Split('\n').All(line => line.Length >= HeldTextMin))
            {
                return false;
            }
        }

        try
        {
            var commit = IsOfCommit(rev) ? Repository.ResolveCommit(rev!) : default(Oid?);
            var paths = await Task.Run(() => Repository.PathsHolding(text, commit, rev is StagedRev, HoldersMax, cancellationToken), cancellationToken).ConfigureAwait(false);
            await (paths is null ? Task.CompletedTask : view.MakeNowAsync(paths, progress, cancellationToken)).ConfigureAwait(false);
            return paths is not null;
        }
        catch (RevdexException)
        {
            return false; // The answer says what is missing, and filling in says why.
        }
    }

    /// <summary>Always the newest state, so that of two who ask at once neither is given what is old for the other.</summary>
    private void TakeOverStaged()
    {
        lock (_stagedLock)
        {
            var tree = _refresh.State!; // A refresh has just ended.
            var staged = tree.Staged.Value;
            _staged.Set(staged, null, new ViewInfo(CommitOf(tree), !staged.HasSameFiles(tree.Committed), null, false, ""), null);
        }
    }

    /// <summary>Takes what a refresh found; one refresh at a time.</summary>
    private void TakeOver(WorkTreeState? before, WorkTreeState now)
    {
        if (_generation != _refresh.Tree.Generation)
        {
            _generation = _refresh.Tree.Generation;
            _contents.Reopen();
        }

        var info = new ViewInfo(CommitOf(now), now.IsDirty, null, false, "");
        _live.Set(now.View, now.Committed, info, now.Notice);
        if (now.Commit is { } commit && commit != before?.Commit)
        {
            _catchUp.Start(commit, now.Committed);
        }
    }

    private void TakeFromCache()
    {
        if (_cache is not null && Repository.Head() is { } commit && _source.FindNear(commit) is { } found)
        {
            _shelf.SetBase(_live, found);
        }
    }

    private LiveView NewView(View view, bool isWorkTree, LiveView? like = null) =>
        new(_shelf, _maker, view, (of, file, into) => _contents.ReadText(of, file, isWorkTree, into), like);

    private CatchUp NewCatchUp(LiveView view) => new(view, _shelf, _source, _options);

    private IReadOnlyList<View> LiveViews() => [_live.View, _staged.View, .. _revs.Views];

    private static bool IsOfCommit(string? rev) => rev is not null and not StagedRev;

    private static string CommitOf(WorkTreeState state) => state.Commit?.ToString() ?? "";
}
