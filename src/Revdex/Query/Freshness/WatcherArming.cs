using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>
/// Sets watching up beside the answering of questions: walking tens of thousands of files takes longer than the first answer may.
/// <see cref="StartIfWanted"/> and <see cref="Take"/> are for one thread at a time.
/// </summary>
internal sealed class WatcherArming(Func<IChangeWatcher?> create) : IDisposable
{
    private IChangeWatcher? _armed;
    private bool _isGivenUp;
    private volatile bool _isDisposed;

    /// <summary>The set-up that runs, or the last one.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Why files are not watched, for people; null while there is no reason.</summary>
    public string? Failure { get; private set; }

    /// <summary>The watcher that was set up, once. What happens before it is taken waits in it.</summary>
    public IChangeWatcher? Take() => Interlocked.Exchange(ref _armed, null);

    /// <summary>Starts where nothing is watched, unless that has been found impossible.</summary>
    public void StartIfWanted(IChangeWatcher current, GitRepository repository, WorkTreeModel model)
    {
        if (current is PollingWatcher && Running.IsCompleted && _armed is null && !_isGivenUp && !_isDisposed)
        {
            var (committed, view) = (model.Committed, model.View);
            Running = Task.Run(() => Arm(repository, committed, view));
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        Running.GetAwaiter().GetResult();
        Take()?.Dispose();
    }

    private void Arm(GitRepository repository, View committed, View view)
    {
        IChangeWatcher? watcher = null;
        try
        {
            watcher = create();
            if (watcher is not null && watcher.FollowHead() && Walk(repository, watcher, committed, view))
            {
                Failure = null;
                _armed = watcher;
                return;
            }

            _isGivenUp = true;
            Failure = "files are not watched here (the system's limit is reached, or the file system tells no changes): each answer asks git status";
        }
        catch (RevdexException e)
        {
            Failure = $"files are not watched ({e.Message}): each answer asks git status";
        }

        watcher?.Dispose();
    }

    private static bool Walk(GitRepository repository, IChangeWatcher watcher, View committed, View view)
    {
        if (repository.WorkTree is not { } top)
        {
            return true;
        }

        using var files = WatcherFactory.TryOpenFiles(top) ?? throw new RevdexException($"the working tree '{top}' is gone");
        using var rules = new IgnoreRules(repository.OpenIgnoreCheck());
        bool IsTracked(byte[] folder) => WorkTreeModel.IsBelow(committed, folder) || WorkTreeModel.IsBelow(view, folder);
        bool IsSubmodule(byte[] folder) => committed.Find(folder) is >= 0 and var file && committed.Mode(file) == GitMode.Submodule;
        return new FolderScan(files, watcher, rules, IsTracked, IsSubmodule).Walk([]) is not null;
    }
}
