using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Query;

/// <summary>The views of commits asked about lately, each with the work that fills it in. Safe for many threads.</summary>
internal sealed class RevViews(Func<View, LiveView> create, Func<LiveView, CatchUp> createCatchUp, LanguageSet languages) : IAsyncDisposable
{
    /// <summary>Comparing two revisions takes two; a view of 40,000 files takes some megabytes.</summary>
    private const int ViewsMax = 4;

    private readonly Lock _lock = new();
    private readonly LinkedList<(Oid Commit, LiveView View, CatchUp CatchUp)> _byUse = new();
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

    /// <summary>The view of the commit that a text names.</summary>
    /// <param name="head">HEAD's, which needs no listing.</param>
    /// <exception cref="RevdexException">There is no such commit, or its tree cannot be read.</exception>
    public LiveView Of(GitRepository repository, string rev, (Oid Commit, View View)? head, CancellationToken cancellationToken)
    {
        if (Oid.TryParse(rev, out var whole) && Find(whole) is { } same)
        {
            return same; // A whole object id means the same for ever.
        }

        var commit = repository.ResolveCommit(rev);
        if (Find(commit) is { } known)
        {
            return known;
        }

        var listed = head is { } here && here.Commit == commit ? here.View : View.Of(repository.ListTree(commit, cancellationToken), languages);
        var view = create(listed);
        view.Set(view.View, null, new ViewInfo(commit.ToString(), false, null, false, ""), null);
        return Add(commit, view);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            while (_byUse.Last is not null)
            {
                Evict();
            }
        }

        await Task.WhenAll(_ending).ConfigureAwait(false);
    }

    private LiveView? Find(Oid commit)
    {
        lock (_lock)
        {
            for (var node = _byUse.First; node is not null; node = node.Next)
            {
                if (node.Value.Commit == commit)
                {
                    _byUse.Remove(node);
                    _byUse.AddFirst(node);
                    return node.Value.View;
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
            _byUse.AddFirst((commit, view, catchUp));
            if (_byUse.Count > ViewsMax)
            {
                Evict();
            }
        }

        catchUp.Start(commit, view.View);
        return view;
    }

    /// <summary>Under the lock. States that were leased go on.</summary>
    private void Evict()
    {
        var (_, view, catchUp) = _byUse.Last!.Value; // The list is not empty.
        _byUse.RemoveLast();
        _ending.RemoveAll(task => task.IsCompletedSuccessfully);
        _ending.Add(Task.Run(async () =>
        {
            await catchUp.DisposeAsync().ConfigureAwait(false);
            await view.DisposeAsync().ConfigureAwait(false);
        }));
    }
}
