using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>One search: where it looks, in which order, and when it stops.</summary>
/// <param name="cache">Null: the snapshot must be in the store.</param>
/// <param name="memory">Of branch hints.</param>
internal sealed class SnapshotHunt(
    SnapshotHistory history, LocalCache? cache, HintMemory memory, SnapshotStore? store, SnapshotTarget target, SnapshotContest contest)
{
    /// <summary>Commits asked for at once: the first is the likeliest, and an unpublished stretch is crossed in few round trips.</summary>
    public static readonly int[] Windows = [1, 4, 16, 64];

    /// <summary>Entries of the cache and branch hints that no history led to.</summary>
    private const int UnrelatedMax = 8;

    /// <summary>Of these, such as are judged by their segments, which must be hashed for it.</summary>
    private const int ForeignMax = 2;

    /// <summary>A start that costs less than this is not worth searching on for.</summary>
    private const double GoodEnoughSeconds = 1.0;

    /// <summary>Branches whose history is gone along, beside the default one.</summary>
    private const int BranchesMax = 2;

    private readonly HashSet<Oid> _seen = [];

    /// <summary>Commits of branches that were gone along.</summary>
    private readonly HashSet<Oid> _walked = [];

    private bool IsGoodEnough => contest.Best is { Seconds: < GoodEnoughSeconds };

    /// <summary>It leaves little to parse, so that another one could only come faster.</summary>
    private bool IsNear => contest.Best is { ParseSeconds: < GoodEnoughSeconds };

    public async Task<SnapshotChoice?> RunAsync(CancellationToken cancellationToken)
    {
        await SearchAsync(history.Ancestors(target.Commit, Windows.Sum()).Select((commit, i) => (commit, (int?)i)), cancellationToken).ConfigureAwait(false);
        if (!IsNear && history.DefaultBranchTip() is { } tip)
        {
            await SearchAlongAsync(tip, cancellationToken).ConfigureAwait(false);
        }

        if (!IsGoodEnough)
        {
            await SearchCacheAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!IsGoodEnough && store is not null)
        {
            await SearchHintsAsync(store, cancellationToken).ConfigureAwait(false);
        }

        return contest.Best is { Distance: null } best && history.IsHere(best.Manifest.Commit)
            ? best with { Distance = history.Distance(target.Commit, best.Manifest.Commit) }
            : contest.Best;
    }

    /// <summary>Likely commits, likeliest first: those in the cache up to the first of our own extractor, those in the store that come before it.</summary>
    private async Task SearchAsync(IEnumerable<(Oid Commit, int? Distance)> likely, CancellationToken cancellationToken)
    {
        var commits = likely.Where(c => _seen.Add(c.Commit)).ToList();
        for (var i = 0; cache is not null && i < commits.Count; i++)
        {
            var manifests = cache.ManifestsOf(commits[i].Commit, target.Fingerprints);
            await contest.ShowAsync(manifests, commits[i].Distance, SnapshotChoice.Cache, cancellationToken).ConfigureAwait(false);
            if (manifests.Any(m => m.Fingerprints.Equals(target.Fingerprints) && contest.IsOfUse(m)))
            {
                commits.RemoveRange(i, commits.Count - i);
            }
        }

        await (store is null ? Task.CompletedTask : SearchStoreAsync(store, commits, cancellationToken)).ConfigureAwait(false);
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
            var found = await from.ManifestsOfAsync([.. group.Select(c => c.Commit)], target.Fingerprints, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < group.Count; i++)
            {
                isFound |= await contest.ShowAsync(found[i], group[i].Distance, from.Name, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// What a branch published about the time when the commit left it, before or after: its own ancestors may be of another branch that nobody
    /// publishes, and a later snapshot has the facts of what did not change since as well as an earlier one.
    /// </summary>
    private async Task SearchAlongAsync(Oid tip, CancellationToken cancellationToken)
    {
        if (_walked.Contains(tip) || history.Along(tip, target.Commit) is not var (branch, position))
        {
            return;
        }

        _walked.UnionWith(branch);
        var near = Windows.Sum() / 2;
        var nearest = Enumerable.Range(0, branch.Count).Skip(position - near).Take((2 * near) + 1).OrderBy(i => Math.Abs(i - position));
        await SearchAsync(nearest.Select(i => (branch[i], (int?)null)), cancellationToken).ConfigureAwait(false);
        if (!IsNear && store is not null)
        {
            await new BranchProbe(store, target, contest).SearchAsync(branch, position, near, cancellationToken).ConfigureAwait(false);
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
        var (foreign, branches) = (0, 0);
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
                if (!IsNear && branches++ < BranchesMax)
                {
                    await SearchAlongAsync(commit, cancellationToken).ConfigureAwait(false);
                }
            }
            else if (manifests.Count > 0 && foreign++ < ForeignMax)
            {
                await contest.ShowByCoverageAsync(manifests[0], from.Name, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
