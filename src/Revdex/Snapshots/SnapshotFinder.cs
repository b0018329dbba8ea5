using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>
/// Finds the snapshot that leaves least to do for a commit: among its ancestors, near ones first and in growing groups at once; then along the
/// default branch, before and after where it left that; then what branches last published, and along these, and what the cache used last, which
/// also serves a shallow clone. Choice is by estimated cost, so that a cached snapshot further back can win over a nearer one that must be fetched.
/// </summary>
/// <param name="store">Null: only the cache is searched.</param>
public sealed class SnapshotFinder(GitRepository repository, LocalCache cache, SnapshotStore? store)
{
    /// <param name="isUsable">Leaves out snapshots that were tried and found broken.</param>
    /// <returns>Null where no snapshot has anything for the target.</returns>
    /// <exception cref="RevdexException">git or the store fails, or a manifest is not to be trusted.</exception>
    public async Task<SnapshotChoice?> FindAsync(
        SnapshotTarget target, SnapshotSearch search, Func<Manifest, bool>? isUsable = null, CancellationToken cancellationToken = default)
    {
        using var cost = new SnapshotCost(repository, cache, store, target, search);
        using var segments = new SegmentSource(cache, store);
        var contest = new SnapshotContest(target, cost, segments, isUsable ?? (_ => true));
        var history = new SnapshotHistory(repository);
        var hunt = new SnapshotHunt(history, search == SnapshotSearch.ToRead ? cache : null, cache.Hints, store, target, contest);
        return await hunt.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
