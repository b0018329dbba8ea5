using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>
/// Finds what was published nearest to a position of a branch, where nothing near is: asks in steps that double, then narrows down between the
/// last that has nothing and the first that has. So a branch that is published since some day, or until some day, costs a few round trips
/// however long it is, and the store need not be able to list.
/// </summary>
internal sealed class BranchProbe(SnapshotStore store, SnapshotTarget target, SnapshotContest contest)
{
    /// <summary>Commits asked for at once between two that are far apart.</summary>
    private const int Divisions = 16;

    /// <param name="branch">Newest first.</param>
    /// <param name="from">The position that they are to be near to.</param>
    /// <param name="near">So far around it there is nothing.</param>
    public async Task SearchAsync(IReadOnlyList<Oid> branch, int from, int near, CancellationToken cancellationToken)
    {
        var older = NearestAsync([.. branch.Skip(from)], near, cancellationToken);
        var newer = NearestAsync([.. branch.Take(from + 1).Reverse()], near, cancellationToken);
        foreach (var manifests in await Task.WhenAll(older, newer).ConfigureAwait(false))
        {
            await contest.ShowAsync(manifests, null, store.Name, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <param name="commits">From near to far.</param>
    private async Task<IReadOnlyList<Manifest>> NearestAsync(Oid[] commits, int near, CancellationToken cancellationToken)
    {
        var (absent, present, manifests) = await FirstAsync(commits, near, Doubled(near, commits.Length - 1), cancellationToken).ConfigureAwait(false);
        while (present - absent > 1)
        {
            var (before, after, nearer) = await FirstAsync(commits, absent, Divided(absent, present), cancellationToken).ConfigureAwait(false);
            (absent, present, manifests) = nearer.Count > 0 ? (before, after, nearer) : (before, present, manifests);
        }

        return manifests;
    }

    /// <summary>The first of the positions that has something of use, and the one before it that has not.</summary>
    /// <returns>Where none has, the last position twice, and no manifests.</returns>
    private async Task<(int Absent, int Present, IReadOnlyList<Manifest> Manifests)> FirstAsync(
        Oid[] commits, int absent, List<int> positions, CancellationToken cancellationToken)
    {
        var found = await store.ManifestsOfAsync([.. positions.Select(p => commits[p])], target.Fingerprints, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < positions.Count; i++)
        {
            if (found[i].Any(contest.IsOfUse))
            {
                return (absent, positions[i], found[i]);
            }

            absent = positions[i];
        }

        return (absent, absent, []);
    }

    /// <summary>Twice as far each time, and the farthest.</summary>
    private static List<int> Doubled(int near, int last)
    {
        var positions = new List<int>();
        for (long position = 2L * near; position < last; position *= 2)
        {
            positions.Add((int)position);
        }

        return last > near ? [.. positions, last] : positions;
    }

    /// <summary>Between the two, without them.</summary>
    private static List<int> Divided(int absent, int present) =>
        [.. Enumerable.Range(1, Divisions).Select(i => absent + (int)((long)(present - absent) * i / (Divisions + 1))).Where(p => p > absent).Distinct()];
}
