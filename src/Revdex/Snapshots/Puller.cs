using Revdex.Git;
using Revdex.Segments;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>Brings the snapshot nearest to a commit from a store into the cache.</summary>
public sealed class Puller(GitRepository repository, LocalCache cache, SnapshotStore store, IProgress<WorkProgress>? progress = null)
{
    /// <summary>Damaged snapshots that are passed over before it is left at that.</summary>
    private const int AttemptsMax = 4;

    /// <summary>Takes over the segments that come from the store, when the beginnings of all of them are here; null: nobody asks.</summary>
    internal Action<SnapshotChoice, IReadOnlyDictionary<ContentHash, Segment>>? Begun { get; init; }

    /// <summary>
    /// The cheapest snapshot (<see cref="SnapshotFinder"/>), which may be in the cache already, saved as a Final entry. One whose objects are
    /// lacking or damaged is reported and the next best taken.
    /// </summary>
    /// <exception cref="RevdexException">git, the store or the cache fails, or a manifest is not to be trusted.</exception>
    public async Task<PullResult> PullAsync(SnapshotTarget target, CancellationToken cancellationToken = default)
    {
        var broken = new HashSet<(Oid, string)>();
        var finder = new SnapshotFinder(repository, cache, store);
        while (broken.Count < AttemptsMax)
        {
            progress?.Report(new WorkProgress("find", broken.Count, 0, "snapshots"));
            var choice = await finder.FindAsync(target, SnapshotSearch.ToRead, m => !broken.Contains(KeyOf(m)), cancellationToken).ConfigureAwait(false);
            if (choice is null || await TryFetchAsync(choice, cancellationToken).ConfigureAwait(false))
            {
                return new PullResult(choice, store.Counts.ObjectsGot, store.Counts.BytesGot);
            }

            broken.Add(KeyOf(choice.Manifest));
        }

        return new PullResult(null, store.Counts.ObjectsGot, store.Counts.BytesGot);
    }

    /// <summary>Brings the parts of a snapshot to the one that the cache has of a commit, in place of what came with another. Parts made here stay.</summary>
    /// <exception cref="RevdexException">The store or the cache fails.</exception>
    public async Task AddPartsAsync(SnapshotTarget target, Manifest from, CancellationToken cancellationToken = default)
    {
        if (cache.ManifestsOf(target.Commit, target.Fingerprints) is not [var own, ..])
        {
            return;
        }

        var made = own.Parts.Where(p => !p.IsPublished).Select(p => p.Family).ToHashSet(StringComparer.Ordinal);
        var parts = ManifestPart.Join([.. own.Parts.Where(p => made.Contains(p.Family))], ManifestPart.Join(from.Parts, own.Parts));
        using var segments = new SegmentSource(cache, store, progress);
        await FetchPartsAsync(from, segments, cancellationToken).ConfigureAwait(false);
        if (!parts.SequenceEqual(own.Parts) && from.Provenance.PullRequest is null)
        {
            cache.SaveManifest(own with { Parts = parts, Provenance = Provenance.From([own, from]) });
        }
    }

    private static (Oid, string) KeyOf(Manifest manifest) => (manifest.Commit, manifest.Fingerprints.Digest);

    private async Task<bool> TryFetchAsync(SnapshotChoice choice, CancellationToken cancellationToken)
    {
        using var segments = new SegmentSource(cache, store, progress);
        try
        {
            Action<IReadOnlyDictionary<ContentHash, Segment>>? begun = Begun is null ? null : arriving => Begun(choice, arriving);
            await segments.FetchAllAsync(choice.Manifest.Segments, begun, cancellationToken).ConfigureAwait(false);
            await FetchPartsAsync(choice.Manifest, segments, cancellationToken).ConfigureAwait(false);
            if (!choice.IsCached && choice.Manifest.Provenance.PullRequest is null) // A pull request's is for who asks for it, now.
            {
                cache.SaveManifest(choice.Manifest);
                await new PublishedNotes(cache, store).FetchAsync(choice.Manifest, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (InvalidDataException e)
        {
            store.Report($"{e.Message}; the snapshot of commit {choice.Manifest.Commit} is passed over");
            return false;
        }
    }

    /// <summary>Answers are right without them, only less is proven: a damaged one is done without.</summary>
    private async Task FetchPartsAsync(Manifest manifest, SegmentSource to, CancellationToken cancellationToken)
    {
        try
        {
            await to.FetchPartsAsync(manifest.Parts.Where(p => p.IsKnown && p.IsPublished), cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            store.Report($"{e.Message}; it is done without");
        }
    }
}
