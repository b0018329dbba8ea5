using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>One search: where it looks, in which order, and when it stops.</summary>
/// <param name="cache">Null: the snapshot must be in the store.</param>
/// <param name="memory">Of branch hints.</param>
internal sealed class SnapshotHunt(
    SnapshotHistory history, LocalCache? cache, HintMemory memory, SnapshotStore? store, SnapshotTarget target, SnapshotContest contest)
{
    /// <summary>Commits asked for at once: the first is the likeliest, and an unpublished stretch is crossed in few round trips.</summary>
    private static readonly int[] Windows = [1, 4, 16, 64];

    /// <summary>Requests under way at once.</summary>
    private const int RequestParallelism = 16;

    /// <summary>Entries of the cache and branch hints that no history led to.</summary>
    private const int UnrelatedMax = 8;

    /// <summary>Of these, such as are judged by their segments, which must be hashed for it.</summary>
    private const int ForeignMax = 2;

    /// <summary>A start that costs less than this is not worth searching on for.</summary>
    private const double GoodEnoughSeconds = 1.0;

    private readonly HashSet<Oid> _seen = [];

    private bool IsGoodEnough => contest.Best is { Seconds: < GoodEnoughSeconds };

    public async Task<SnapshotChoice?> RunAsync(CancellationToken cancellationToken)
    {
        await SearchBackAsync(target.Commit, 0, cancellationToken).ConfigureAwait(false);
        if (contest.Best is null && history.ForkPoint(target.Commit) is { } fork && !_seen.Contains(fork))
        {
            await SearchBackAsync(fork, history.Distance(target.Commit, fork), cancellationToken).ConfigureAwait(false);
        }

        if (!IsGoodEnough)
        {
            await SearchCacheAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!IsGoodEnough && store is not null)
        {
            await SearchHintsAsync(store, cancellationToken).ConfigureAwait(false);
        }

        return contest.Best;
    }

    /// <summary>A commit and its ancestors: those in the cache up to the first of our own extractor, those in the store that are nearer.</summary>
    private async Task SearchBackAsync(Oid from, int? distance, CancellationToken cancellationToken)
    {
        var commits = history.Ancestors(from, Windows.Sum()).Select((commit, i) => (Commit: commit, Distance: distance + i)).Where(c => _seen.Add(c.Commit)).ToList();
        for (var i = 0; cache is not null && i < commits.Count; i++)
        {
            var manifests = cache.ManifestsOf(commits[i].Commit, target.Fingerprints);
            await contest.ShowAsync(manifests, commits[i].Distance, SnapshotChoice.Cache, cancellationToken).ConfigureAwait(false);
            if (manifests.Any(m => m.Fingerprints.Equals(target.Fingerprints) && contest.IsOfUse(m)))
            {
                commits.RemoveRange(i, commits.Count - i);
            }
        }

        if (store is not null)
        {
            await SearchStoreAsync(store, commits, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Window by window, up to the first that has something of use.</summary>
    private async Task SearchStoreAsync(SnapshotStore from, List<(Oid Commit, int? Distance)> commits, CancellationToken cancellationToken)
    {
        var first = 0;
        var isFound = false;
        foreach (var window in Windows.TakeWhile(_ => !isFound))
        {
            var group = commits.Skip(first).Take(window).ToList();
            first += window;
            var found = new IReadOnlyList<Manifest>[group.Count];
            var options = new ParallelOptions { MaxDegreeOfParallelism = RequestParallelism, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, group.Count, options, async (i, ct) =>
                found[i] = await from.ManifestsOfAsync(group[i].Commit, target.Fingerprints, ct).ConfigureAwait(false)).ConfigureAwait(false);
            for (var i = 0; i < group.Count; i++)
            {
                isFound |= await contest.ShowAsync(found[i], group[i].Distance, from.Name, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What the cache used last, such as another branch that was worked on.</summary>
    private async Task SearchCacheAsync(CancellationToken cancellationToken)
    {
        var foreign = 0;
        foreach (var manifest in cache?.LatestManifests().Where(m => !_seen.Contains(m.Commit)).Take(UnrelatedMax).ToList() ?? [])
        {
            if (history.IsHere(manifest.Commit))
            {
                _seen.Add(manifest.Commit);
                await contest.ShowAsync([manifest], history.Distance(target.Commit, manifest.Commit), SnapshotChoice.Cache, cancellationToken).ConfigureAwait(false);
            }
            else if (foreign++ < ForeignMax)
            {
                await contest.ShowByCoverageAsync(manifest, SnapshotChoice.Cache, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task SearchHintsAsync(SnapshotStore from, CancellationToken cancellationToken)
    {
        var foreign = 0;
        foreach (var commit in await from.HintsAsync(UnrelatedMax, history.LikelyBranches(), memory, cancellationToken).ConfigureAwait(false))
        {
            if (!_seen.Add(commit))
            {
                continue;
            }

            var manifests = await from.ManifestsOfAsync(commit, target.Fingerprints, cancellationToken).ConfigureAwait(false);
            if (manifests.Count > 0 && history.IsHere(commit))
            {
                await contest.ShowAsync(manifests, history.Distance(target.Commit, commit), from.Name, cancellationToken).ConfigureAwait(false);
            }
            else if (manifests.Count > 0 && foreign++ < ForeignMax)
            {
                await contest.ShowByCoverageAsync(manifests[0], from.Name, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
