namespace Revdex.Snapshots;

/// <summary>Keeps the cheapest of the snapshots that it is shown. For one thread.</summary>
internal sealed class SnapshotContest(SnapshotTarget target, SnapshotCost cost, SegmentSource segments, Func<Manifest, bool> isUsable)
{
    public SnapshotChoice? Best { get; private set; }

    /// <summary>Whether it has facts in at least one of the languages wanted, or none are.</summary>
    public bool IsOfUse(Manifest manifest) =>
        isUsable(manifest)
        && manifest.Commit.Length == target.Commit.Length
        && (target.Blobs.Count == 0 || target.Blobs.Select(b => b.Language).Distinct().Any(l => manifest.Fingerprints[l.Id] == l.Fingerprint));

    /// <summary>Judges snapshots by what differs from their commit's tree; the commit must be in the repository.</summary>
    /// <returns>Whether one was of use.</returns>
    public async Task<bool> ShowAsync(IEnumerable<Manifest> manifests, int? distance, string source, CancellationToken cancellationToken)
    {
        var ofUse = manifests.Where(IsOfUse).ToList();
        foreach (var manifest in ofUse)
        {
            var (fetch, parse) = await cost.OfAsync(manifest, cancellationToken).ConfigureAwait(false);
            Judge(new SnapshotChoice(manifest, distance, source, fetch, parse));
        }

        return ofUse.Count > 0;
    }

    /// <summary>Judges a snapshot by what its segments cover, wherever its commit is from.</summary>
    public async Task ShowByCoverageAsync(Manifest manifest, string source, CancellationToken cancellationToken)
    {
        if (IsOfUse(manifest) && await cost.OfAsync(manifest, segments, cancellationToken).ConfigureAwait(false) is var (fetch, parse))
        {
            Judge(new SnapshotChoice(manifest, null, source, fetch, parse));
        }
    }

    /// <summary>Of equal ones the nearer, then the one that came first: the cache's, our own extractor's.</summary>
    private void Judge(SnapshotChoice choice)
    {
        if (choice.Manifest.Provenance.PullRequest is { } number)
        {
            choice = choice with { Source = $"{choice.Source}/{SnapshotKeys.PullRequest(number)}" };
        }

        var order = Best is null ? -1 : choice.Seconds.CompareTo(Best.Seconds);
        if (order < 0 || (order == 0 && (choice.Distance ?? int.MaxValue) < (Best!.Distance ?? int.MaxValue))) // Best is not null: order would be -1.
        {
            Best = choice;
        }
    }
}
