using Revdex.Segments;

namespace Revdex.Snapshots;

/// <summary>
/// Makes the snapshot of a commit from one that exists and what was extracted besides: tells what is missing, then merges as
/// <see cref="SegmentPolicy"/> decides. The result depends on the target, the snapshot started from and the facts, on nothing else.
/// </summary>
/// <param name="store">Where segments that are not in the cache come from; null: nowhere.</param>
public sealed class SnapshotBuilder(LocalCache cache, SnapshotStore? store = null, IProgress<WorkProgress>? progress = null)
{
    /// <summary>Reads only blobs tables of what is not in the cache.</summary>
    /// <param name="start">The snapshot to build upon; null: none.</param>
    /// <param name="sources">Snapshots in the cache to copy facts from before anything is extracted again; segments that are gone are passed over.</param>
    /// <exception cref="InvalidDataException">A segment of <paramref name="start"/> is lacking or damaged.</exception>
    public async Task<SnapshotPlan> PlanAsync(SnapshotTarget target, Manifest? start, IEnumerable<Manifest>? sources = null, CancellationToken cancellationToken = default)
    {
        var segments = new SegmentSource(cache, store, progress);
        try
        {
            var copied = sources?.ToList() ?? [];
            var parts = new List<SegmentPart>();
            foreach (var entry in start?.Segments ?? [])
            {
                parts.Add(new SegmentPart(entry, await segments.BlobsAsync(entry, cancellationToken).ConfigureAwait(false)));
            }

            var startCount = parts.Count;
            foreach (var entry in copied.SelectMany(s => s.Segments).DistinctBy(s => s.Id).Where(s => parts.All(p => p.Entry.Id != s.Id)).ToList())
            {
                if (segments.TryOpen(entry.Id) is { } source)
                {
                    parts.Add(new SegmentPart(entry, BlobsTable.FromSegment(source.Segment)));
                }
            }

            var provenance = Provenance.From(start is null ? copied : [start, .. copied]);
            var along = copied.Where(s => s.Commit == target.Commit).Select(s => s.Parts).Append(start?.Parts ?? []).Aggregate(ManifestPart.Join);
            return new SnapshotPlan(target, start, along, provenance, segments, new Coverage(target.Blobs, parts), startCount);
        }
        catch
        {
            segments.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The snapshot's manifest. A new segment, if one is needed, lands in the cache; where all segments are there, the manifest is saved as a
    /// Final entry.
    /// </summary>
    /// <param name="extracted">The facts of what was missing; taken over. Null where nothing was, or nothing could be extracted.</param>
    /// <exception cref="InvalidDataException">A segment that must be merged is lacking or damaged.</exception>
    public async Task<BuiltSnapshot> CompleteAsync(SnapshotPlan plan, CachedSegment? extracted, CancellationToken cancellationToken = default)
    {
        var fresh = extracted is null ? null : MappedSegment.TryMap(extracted);
        try
        {
            var parts = plan.With(fresh).Parts;
            var uses = parts.Select(p => p.Use()).ToList();
            var copied = Enumerable.Range(plan.StartCount, parts.Count - plan.StartCount).Where(i => uses[i].LiveCount > 0).ToList();
            var decision = SegmentPolicy.Decide([.. uses.Take(plan.StartCount)], copied.Sum(i => uses[i].LiveWeight));
            var made = await MakeAsync(plan, fresh, [.. decision.Merged.Concat(copied).Select(i => parts[i])], decision.NewKind, cancellationToken).ConfigureAwait(false);
            var entries = decision.Kept.Select(i => parts[i].Entry).Concat(made is null ? [] : [made.Value.Entry]);
            return Save(plan, Manifest.Order(entries), made?.File);
        }
        finally
        {
            fresh?.Dispose();
        }
    }

    /// <summary>The one new segment: the parts' live facts, or a part as it is where it has nothing else.</summary>
    private async Task<(ManifestSegment Entry, CachedSegment File)?> MakeAsync(
        SnapshotPlan plan, MappedSegment? fresh, IReadOnlyList<SegmentPart> parts, SegmentKind kind, CancellationToken cancellationToken)
    {
        if (parts.Count == 0)
        {
            return null;
        }

        await plan.Segments.FetchAllAsync(parts.Where(p => p.Entry.Id != fresh?.Id).Select(p => p.Entry), cancellationToken).ConfigureAwait(false);
        if (parts.Count == 1 && parts[0].IsAllLive && cache.TryOpenSegment(parts[0].Entry.Id) is { } whole)
        {
            var isOfStart = plan.Coverage.Parts.Take(plan.StartCount).Contains(parts[0]);
            return (isOfStart ? parts[0].Entry with { Kind = kind } : EntryOf(whole, kind, parts[0].Entry.BlobCount), whole);
        }

        progress?.Report(new WorkProgress("merge", 0, parts.Count, "segments"));
        var segments = new Dictionary<Segment, SegmentPart>();
        foreach (var part in parts)
        {
            var opened = part.Entry.Id == fresh?.Id ? fresh : await plan.Segments.OpenAsync(part.Entry, cancellationToken).ConfigureAwait(false);
            segments.Add(opened.Segment, part);
        }

        using var draft = cache.NewSegment();
        SegmentMerger.Merge([.. segments.Keys], (segment, blob) => segments[segment].IsLive(blob), draft.Stream);
        var file = draft.Land();
        progress?.Report(new WorkProgress("merge", parts.Count, parts.Count, "segments"));
        return (EntryOf(file, kind, parts.Sum(p => p.Use().LiveCount)), file);
    }

    private static ManifestSegment EntryOf(CachedSegment file, SegmentKind kind, int blobCount) =>
        new() { Id = file.Id, Kind = kind, SizeBytes = file.SizeBytes, BlobCount = blobCount };

    /// <summary>Where nothing was to be done, the snapshot stays what it was, signature and all.</summary>
    private BuiltSnapshot Save(SnapshotPlan plan, IReadOnlyList<ManifestSegment> segments, CachedSegment? made)
    {
        var target = plan.Target;
        if (plan.Start is { } start && start.Commit == target.Commit && start.Fingerprints.Equals(target.Fingerprints) && start.Segments.SequenceEqual(segments) && start.Parts.SequenceEqual(plan.Parts))
        {
            return new BuiltSnapshot(start, made);
        }

        var manifest = new Manifest
        {
            Commit = target.Commit,
            Tree = target.Tree,
            Fingerprints = target.Fingerprints,
            Segments = segments,
            Parts = plan.Parts,
            Provenance = plan.Provenance,
        };
        if (segments.All(s => cache.HasSegment(s.Id)))
        {
            cache.SaveManifest(manifest);
        }

        return new BuiltSnapshot(manifest, made);
    }
}
