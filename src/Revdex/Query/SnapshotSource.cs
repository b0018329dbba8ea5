using Revdex.Git;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>Where a commit's facts may be had from without extracting them. Safe for many threads.</summary>
internal sealed class SnapshotSource(GitRepository repository, LocalCache? cache)
{
    /// <summary>How far back the cache is searched: some weeks of work on a busy branch.</summary>
    private const int AncestorsMax = 200;

    /// <summary>The nearest snapshot in the cache; null where there is none.</summary>
    public BaseSegments? FindInCache(Oid commit)
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
                if (BaseSegments.TryOpen(cache, manifest, new SnapshotInfo(ancestor.ToString(), distance, "cache", false)) is { } found)
                {
                    return found;
                }
            }

            distance++;
        }

        return null;
    }
}
