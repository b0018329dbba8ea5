using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Query;

/// <summary>Where a commit's facts may be had from without extracting them. Safe for many threads.</summary>
/// <param name="cache">Null: nowhere.</param>
internal sealed class SnapshotSource(GitRepository repository, LocalCache? cache, ReaderOptions options)
{
    /// <summary>How far back the cache is searched at once: some weeks of work on a busy branch.</summary>
    private const int AncestorsMax = 100;

    /// <summary>Kept, with its connections and tokens; two that are opened at once do no harm.</summary>
    private IObjectStore? _opened;

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

    /// <summary>The cheapest snapshot there is, brought here from the store if need be; null where none has anything.</summary>
    /// <param name="committed">The commit's view.</param>
    /// <exception cref="RevdexException">git, the cache or the store fails, or what the store has is not to be trusted.</exception>
    public async Task<BaseSegments?> FetchBestAsync(Oid commit, View committed, CancellationToken cancellationToken)
    {
        if (cache is null)
        {
            return null;
        }

        var target = new SnapshotTarget { Commit = commit, Tree = repository.TreeOf(commit), Blobs = committed.Keys() };
        var choice = options.Store is not { } store
            ? await new SnapshotFinder(repository, cache, store: null).FindAsync(target, SnapshotSearch.ToRead, cancellationToken: cancellationToken).ConfigureAwait(false)
            : await PullAsync(cache, store, target, cancellationToken).ConfigureAwait(false);
        return choice is null ? null : Open(cache, choice.Manifest, choice.Distance, choice.Source);
    }

    private async Task<SnapshotChoice?> PullAsync(LocalCache into, string url, SnapshotTarget target, CancellationToken cancellationToken)
    {
        _opened ??= ObjectStores.Open(url, options.StoreOptions);
        var from = new SnapshotStore(_opened, ManifestSeal.Reading(options.Trust), options.Cache?.Report) { PullRequest = options.PullRequest };
        return (await new Puller(repository, into, from).PullAsync(target, cancellationToken).ConfigureAwait(false)).Choice;
    }

    private static BaseSegments? Open(LocalCache cache, Manifest manifest, int? distance, string source) =>
        BaseSegments.TryOpen(cache, manifest, new SnapshotInfo(manifest.Commit.ToString(), distance, source, manifest.Provenance.IsSigned));
}
