using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Query;

/// <summary>
/// The views of commits asked about lately, each with the work that fills it in; who asks for one leaves it after the answer. Safe for many threads.
/// </summary>
internal sealed class RevViews(Func<View, LiveView> create, Func<LiveView, CatchUp> createCatchUp, LanguageDetection detection) : IAsyncDisposable
{
    /// <summary>Comparing two revisions takes two; a view of 40,000 files takes some megabytes.</summary>
    private const int ViewsMax = 4;

    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _byUse = new();
    private readonly List<Task> _ending = [];

    public IReadOnlyList<View> Views
    {
        get
        {
            lock (_lock)
            {
                return [.. _byUse.Select(entry => entry.View.View)];
            }
        }
    }

    /// <summary>The commit that a text names. A whole object id means the same for ever: of a view that is here git is not asked.</summary>
    /// <exception cref="RevdexException">There is no such commit.</exception>
    public Oid CommitOf(GitRepository repository, string rev) => Oid.TryParse(rev, out var whole) && Has(whole) ? whole : repository.ResolveCommit(rev);

    public bool Has(Oid commit)
    {
        lock (_lock)
        {
            return _byUse.Any(entry => entry.Commit == commit);
        }
    }

    /// <summary>The view of a commit; for <see cref="Leave"/>.</summary>
    /// <param name="head">HEAD's, which needs no listing.</param>
    /// <exception cref="RevdexException">Its tree cannot be read.</exception>
    public LiveView Of(GitRepository repository, Oid commit, (Oid Commit, View View)? head, CancellationToken cancellationToken)
    {
        if (Find(commit) is { } known)
        {
            known.CatchUp.TakeNewer();
            return known.View;
        }

        var listed = head is { } here && here.Commit == commit ? here.View : View.Of(repository.ListTree(commit, cancellationToken), detection);
        var view = create(listed);
        view.Set(view.View, null, new ViewInfo(commit.ToString(), false, null, false, ""), null);
        return Add(commit, view);
    }

    /// <param name="view">Another than such a view is nobody's here.</param>
    /// <param name="isTakenBack">Whether the question was: work that nobody else waits for ends then.</param>
    public void Leave(LiveView view, bool isTakenBack)
    {
        lock (_lock)
        {
            if (_byUse.FirstOrDefault(entry => entry.View == view) is { } left && --left.Askers == 0 && isTakenBack && view.IsAtWork)
            {
                End(left);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            while (_byUse.Last is not null)
            {
                End(_byUse.Last.Value);
            }
        }

        await Task.WhenAll(_ending).ConfigureAwait(false);
    }

    private Entry? Find(Oid commit)
    {
        lock (_lock)
        {
            for (var node = _byUse.First; node is not null; node = node.Next)
            {
                if (node.Value.Commit == commit)
                {
                    _byUse.Remove(node);
                    _byUse.AddFirst(node);
                    node.Value.Askers++;
                    return node.Value;
                }
            }

            return null;
        }
    }

    private LiveView Add(Oid commit, LiveView view)
    {
        var catchUp = createCatchUp(view);
        lock (_lock)
        {
            _byUse.AddFirst(new Entry(commit, view, catchUp) { Askers = 1 });
            if (_byUse.Count > ViewsMax)
            {
                End(_byUse.Last!.Value); // The list is not empty.
            }
        }

        catchUp.Start(commit, view.View);
        return view;
    }

    /// <summary>Under the lock. States that were leased go on.</summary>
    private void End(Entry entry)
    {
        _byUse.Remove(entry);
        _ending.RemoveAll(task => task.IsCompletedSuccessfully);
        _ending.Add(Task.Run(async () =>
        {
            await entry.CatchUp.DisposeAsync().ConfigureAwait(false);
            await entry.View.DisposeAsync().ConfigureAwait(false);
        }));
    }

    private sealed class Entry(Oid commit, LiveView view, CatchUp catchUp)
    {
        public Oid Commit => commit;

        public LiveView View => view;

        public CatchUp CatchUp => catchUp;

        /// <summary>Questions that are not answered yet.</summary>
        public int Askers { get; set; }
    }
}
