using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>
/// Keeps a view equal to the working tree. Each <see cref="Refresh"/> is a fence: what was on disk when it began is in its result.
/// Where watching is to be had it looks only at what changed; where too much did, or nobody can tell, git does. A refresh that fails
/// leaves everything to be looked at by the next one, never an old view. For one thread at a time.
/// </summary>
internal sealed class WorkTree : IDisposable
{
    /// <summary>Above it one <c>git status</c> (20 ms at 6,000 files), which mostly reads stamps, costs less than reading so many files.</summary>
    private const int FilesMax = 500;

    private readonly Action<WorkTreeFile> _keep;
    private readonly WorkTreeModel _model;
    private readonly WatcherArming? _arming;
    private readonly IgnoreRules _rules;
    private IChangeWatcher _watcher = new PollingWatcher();
    private IWorkTreeFiles? _files;
    private DiskReader? _reader;
    private ChangeSet? _owed = new() { Everything = true };
    private string? _notice;

    /// <param name="repository">Bare: only its HEAD is followed.</param>
    /// <param name="detection">Of the views.</param>
    /// <param name="createWatcher">Called again where watching was lost; null: no watching. It gives null where there is none.</param>
    /// <param name="keep">Told each changed file's content.</param>
    public WorkTree(GitRepository repository, LanguageDetection detection, Func<GitRepository, IChangeWatcher?>? createWatcher, Action<WorkTreeFile> keep)
    {
        (Repository, _keep) = (repository, keep);
        _model = new WorkTreeModel(detection);
        _rules = new IgnoreRules(repository.OpenIgnoreCheck());
        _arming = createWatcher is null ? null : new WatcherArming(() => createWatcher(Repository));
        State = new WorkTreeState(_model.View, null, _model.Committed, _model.Staged, false, null);
    }

    public GitRepository Repository { get; private set; }

    /// <summary>As of the last refresh.</summary>
    public WorkTreeState State { get; private set; }

    /// <summary>How changes are noticed at present: "inotify", "file events" or "git status".</summary>
    public string Freshness => _watcher.Name;

    /// <summary>How often the folder was found to be another one: what was opened in it must be opened again.</summary>
    public int Generation { get; private set; }

    /// <summary>Ends when watching was set up, or given up; for tests and measurements.</summary>
    internal Task Armed => _arming?.Running ?? Task.CompletedTask;

    /// <exception cref="RevdexException">Git failed, or the working tree is gone.</exception>
    public WorkTreeState Refresh(CancellationToken cancellationToken)
    {
        TakeArmedWatcher();
        var changes = _watcher.Drain();
        if (changes.IsEmpty && _owed is null)
        {
            return State;
        }

        _owed = changes.After(_owed);
        Follow(_owed, cancellationToken);
        _owed = null;
        var notice = _notice ?? (_watcher is PollingWatcher ? _arming?.Failure : null);
        State = ReferenceEquals(State.View, _model.View) && ReferenceEquals(State.Staged, _model.Staged)
            && (State.Commit, State.IsDirty, State.Notice) == (_model.Commit, _model.IsDirty, notice)
            ? State
            : new WorkTreeState(_model.View, _model.Commit, _model.Committed, _model.Staged, _model.IsDirty, notice);
        return State;
    }

    public void Dispose()
    {
        _arming?.Dispose();
        _watcher.Dispose();
        _rules.Dispose();
        _files?.Dispose();
    }

    private void TakeArmedWatcher()
    {
        if (_arming?.Take() is { } armed)
        {
            _watcher.Dispose();
            _watcher = armed;
            _owed = new ChangeSet { Everything = true }.After(_owed);
        }
    }

    private void Follow(ChangeSet changes, CancellationToken cancellationToken)
    {
        if (changes.Lost)
        {
            StopWatching();
        }

        if ((changes.Parts & RepositoryParts.Settings) != 0)
        {
            Repository = GitRepository.Open(Repository.WorkTree ?? Repository.GitDirectory);
            _reader = null;
        }

        if ((changes.Parts & (RepositoryParts.Ignores | RepositoryParts.Settings)) != 0)
        {
            _rules.Reset();
        }

        if ((changes.Parts & (RepositoryParts.Head | RepositoryParts.Refs)) != 0 && !_watcher.FollowHead())
        {
            StopWatching();
        }

        FollowFolders(changes);
        if (NeedsEverything(changes) || !TryFollowFiles(changes, cancellationToken))
        {
            LookAtEverything(cancellationToken);
        }
    }

    /// <summary>
    /// Watches the folders that came, and after a change of ignore rules those that are not ignored any more, before anything is looked at.
    /// Their files are noted as changed.
    /// </summary>
    private void FollowFolders(ChangeSet changes)
    {
        if (_files is null || _watcher is PollingWatcher)
        {
            return;
        }

        foreach (var folder in changes.Gone.Concat(changes.Come))
        {
            _rules.Forget(folder);
        }

        var areIgnoresOthers = (changes.Parts & RepositoryParts.Ignores) != 0;
        foreach (var folder in areIgnoresOthers ? [[]] : changes.Come.ToList())
        {
            if (TryWalk(folder) is not { } found)
            {
                return;
            }

            changes.Files.UnionWith(found);
        }
    }

    /// <summary>Null where watching ended.</summary>
    private List<byte[]>? TryWalk(byte[] folder)
    {
        try
        {
            var scan = new FolderScan(_files!, _watcher, _rules, _model.HasTrackedBelow, _model.IsSubmodule); // Walking comes after opening.
            if (scan.Walk(folder) is { } found)
            {
                return found;
            }
        }
        catch (RevdexException)
        {
            // Git could not say what is ignored, so that nobody knows what to watch.
        }

        StopWatching();
        return null;
    }

    private bool NeedsEverything(ChangeSet changes)
    {
        const RepositoryParts Always = RepositoryParts.Index | RepositoryParts.Ignores | RepositoryParts.Settings;
        return changes.Everything || changes.Lost || _reader is null || _watcher is PollingWatcher || (changes.Parts & Always) != 0
            || ((changes.Parts & (RepositoryParts.Head | RepositoryParts.Refs)) != 0 && Repository.Head() != _model.Commit);
    }

    private void LookAtEverything(CancellationToken cancellationToken)
    {
        if (Repository.WorkTree is { } top)
        {
            OpenFiles(top);
            _notice = new WholeLook(Repository, _model, _reader!).Run(_files!, cancellationToken);
            FollowNewFolders(cancellationToken);
        }
        else
        {
            var commit = Repository.Head();
            _model.Reset(commit, CommittedViews.Of(Repository, _model, commit, cancellationToken), new(PathComparer.Instance), new(PathComparer.Instance));
        }

        _arming?.StartIfWanted(_watcher, Repository, _model);
    }

    private void OpenFiles(string top)
    {
        if (_files is not { IsThere: true })
        {
            Generation += _files is null ? 0 : 1;
            _files?.Dispose();
            _reader = null;
            _files = WatcherFactory.TryOpenFiles(top) ?? throw new RevdexException($"the working tree '{top}' is gone");
            _rules.Reset();
        }

        _reader ??= new DiskReader(_files, _model, Repository, FileModes.Of(Repository), Keep);
    }

    /// <summary>False where only git can tell.</summary>
    private bool TryFollowFiles(ChangeSet changes, CancellationToken cancellationToken)
    {
        foreach (var folder in changes.Gone.Concat(changes.Come))
        {
            AddBelow(_model.View, folder, changes.Files);
        }

        return changes.Files.Count <= FilesMax && TryUpdate(changes.Files, cancellationToken);
    }

    private bool TryUpdate(IReadOnlyCollection<byte[]> paths, CancellationToken cancellationToken)
    {
        try
        {
            var known = new Strangers(_model, _files!, _rules).Without(paths); // Opened with the reader.
            _model.Update(_reader!.Read(known, _model.Tracked, reuse: false, cancellationToken));
            return true;
        }
        catch (RevdexException)
        {
            return false; // Git could not say what is ignored or unchanged: it is asked for everything, and has the last word.
        }
    }

    /// <summary>A commit may bring tracked files into folders that ignore rules kept out of sight.</summary>
    private void FollowNewFolders(CancellationToken cancellationToken)
    {
        foreach (var folder in TrackedFolders.NotFollowed(_model.View, _watcher))
        {
            if (TryWalk(folder) is not { } found || !TryUpdate(found, cancellationToken))
            {
                StopWatching();
                return;
            }
        }
    }

    private void Keep(byte[] path, WorkTreeFile file)
    {
        _model.View.Detection.Learn(path, file.Oid, file.Content.Span);
        _keep(file);
    }

    private void StopWatching()
    {
        _watcher.Dispose();
        _watcher = new PollingWatcher();
    }

    private static void AddBelow(View view, byte[] folder, HashSet<byte[]> paths)
    {
        var (start, end) = view.Under(folder);
        for (var file = start; file < end; file++)
        {
            paths.Add(view.Path(file).ToArray());
        }
    }
}
