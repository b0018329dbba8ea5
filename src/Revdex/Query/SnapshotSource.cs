using Revdex.Git;
using Revdex.Query.Answers;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Query;

/// <summary>Where the facts of a reader's commits may be had from without extracting them. Safe for many threads.</summary>
/// <param name="cache">Null: nowhere.</param>
internal sealed class SnapshotSource(GitRepository repository, LocalCache? cache, ReaderOptions options)
{
    /// <summary>How far back the cache is searched at once: some weeks of work on a busy branch.</summary>
    private const int AncestorsMax = 100;

    /// <summary>Kept, with its connections and tokens; two that are opened at once do no harm.</summary>
    private IObjectStore? _opened;

    private readonly StorePause _pause = new(options.StorePatience);

    /// <summary>The store without secrets; null: there is none.</summary>
    public string? StoreName => options.Store is { } store ? ObjectStores.Redacted(store) : null;

    /// <summary>When a store that failed may be asked again, from now on.</summary>
    public int PauseLeftMs => _pause.LeftMs;

    /// <summary>The nearest snapshot of the commit's history in the cache, at the price of one git process; null where there is none.</summary>
    /// <exception cref="RevdexException">git or the cache fails.</exception>
    public BaseSegments? FindNear(Oid commit)
    {
        if (cache is null)
        {
            return null;
        }

        var distance = 0;
        foreach (var ancestor in repository.Ancestors(commit, AncestorsMax))
        {
            foreach (var manifest in cache.ManifestsOf(ancestor, FingerprintSet.Current))
            {
                if (Open(cache, manifest, distance, SnapshotChoice.Cache) is { } found)
                {
                    return found;
                }
            }

            distance++;
        }

        return null;
    }

    /// <summary>When the cache's snapshot of the commit itself was written, or used after a while; null where it has none.</summary>
    public DateTime? WrittenAt(Oid commit) => cache?.WrittenAt(commit, FingerprintSet.Current);

    /// <summary>The cheapest snapshot there is, brought here from the store if need be; null where none has anything.</summary>
    /// <param name="committed">The commit's view.</param>
    /// <param name="progress">Of what comes from the store.</param>
    /// <param name="begun">Given the same when its beginning is here, and takes it over: what is asked of the rest comes before other things.</param>
    /// <param name="cancellationToken">What has arrived whole by then stays in the cache.</param>
    /// <exception cref="RevdexException">git, the cache or the store fails, or what the store has is not to be trusted.</exception>
    public async Task<BaseSegments?> FetchBestAsync(
        Oid commit, View committed, IProgress<WorkProgress> progress, Action<BaseSegments> begun, CancellationToken cancellationToken)
    {
        if (cache is null)
        {
            return null;
        }

        var target = new SnapshotTarget { Commit = commit, Tree = repository.TreeOf(commit), Blobs = committed.Keys() };
        var choice = options.Store is not { } store
            ? await new SnapshotFinder(repository, cache, store: null).FindAsync(target, SnapshotSearch.ToRead, cancellationToken: cancellationToken).ConfigureAwait(false)
            : await AskAsync(store, from => PullAsync(cache, from, target, progress, begun, cancellationToken)).ConfigureAwait(false);
        return choice is null ? null : Open(cache, choice.Manifest, choice.Distance, choice.Source);
    }

    /// <summary>Asks the store for one small thing, to learn whether it works again.</summary>
    /// <exception cref="RevdexException">It does not.</exception>
    public Task ProbeAsync(Oid commit, CancellationToken cancellationToken) =>
        options.Store is { } store ? AskAsync(store, from => from.ManifestsOfAsync(commit, FingerprintSet.Current, cancellationToken)) : Task.CompletedTask;

    private async Task<SnapshotChoice?> PullAsync(
        LocalCache to, SnapshotStore from, SnapshotTarget target, IProgress<WorkProgress> progress, Action<BaseSegments> begun, CancellationToken cancellationToken)
    {
        var puller = new Puller(repository, to, from, progress)
        {
            Begun = (choice, arriving) =>
            {
                if (Open(to, choice.Manifest, choice.Distance, choice.Source, arriving) is { } parts)
                {
                    begun(parts);
                }
            },
        };
        var choice = (await puller.PullAsync(target, cancellationToken).ConfigureAwait(false)).Choice;
        if (choice is not null && options.KeepsAnswersFrom is not null)
        {
            await PublishedAnswers.TakeAsync(to, from, choice, cancellationToken).ConfigureAwait(false);
        }

        return choice;
    }

    private async Task<T> AskAsync<T>(string url, Func<SnapshotStore, Task<T>> ask)
    {
        _pause.Check();
        try
        {
            _opened ??= ObjectStores.Open(url, options.StoreOptions);
            var from = new SnapshotStore(_opened, ManifestSeal.Reading(options.Trust), options.Cache?.Report) { PullRequest = options.PullRequest };
            var answer = await ask(from).ConfigureAwait(false);
            _pause.Worked();
            return answer;
        }
        catch (RevdexException e) when (e.ExitCode == ExitCode.Store)
        {
            _pause.Failed(e);
            throw;
        }
    }

    private static BaseSegments? Open(
        LocalCache cache, Manifest manifest, int? distance, string source, IReadOnlyDictionary<ContentHash, Segment>? arriving = null) =>
        BaseSegments.TryOpen(cache, manifest, new SnapshotInfo(manifest.Commit.ToString(), distance, source, manifest.Provenance.IsSigned), arriving);
}
