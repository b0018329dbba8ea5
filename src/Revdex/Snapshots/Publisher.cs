using Revdex.Git;
using Revdex.Segments;
using Revdex.Snapshots.Pruning;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Publishes the snapshot of a commit: builds upon the nearest published one, of which only blobs tables are read, and puts objects first,
/// the manifest last and the branch hint after it, so that whoever finds a manifest finds everything it names. Two publishers at once both
/// succeed: objects are named by content, and of two manifests of one commit either will do.
/// </summary>
/// <param name="extract">Extracts blobs into a segment of the cache and hands it over; null where nothing could be extracted.</param>
public sealed class Publisher(
    GitRepository repository,
    LocalCache cache,
    SnapshotStore store,
    Func<IReadOnlyList<BlobKey>, CancellationToken, Task<CachedSegment?>> extract,
    IProgress<WorkProgress>? progress = null)
{
    /// <summary>Damaged snapshots that are passed over before it is built from nothing.</summary>
    private const int AttemptsMax = 4;

    public PublishHooks Hooks { get; init; } = new();

    /// <summary>Whose hint is put; null: none.</summary>
    public string? Branch { get; init; }

    /// <exception cref="RevdexException">git, the store or the cache fails, or a manifest is not to be trusted.</exception>
    public async Task<PublishResult> PublishAsync(SnapshotTarget target, CancellationToken cancellationToken = default)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await TryPublishAsync(target, cancellationToken).ConfigureAwait(false) is { } result)
            {
                return result;
            }

            store.Report($"what commit {target.Commit} was published upon was pruned meanwhile; it is published again");
        }

        throw new RevdexException($"store {store.Name}: what commit {target.Commit} was published upon was pruned {AttemptsMax} times meanwhile: prune less often", ExitCode.Store);
    }

    /// <summary>Null: objects that were taken for present were deleted, and nothing is left of this attempt but objects.</summary>
    private async Task<PublishResult?> TryPublishAsync(SnapshotTarget target, CancellationToken cancellationToken)
    {
        var watch = await store.WatchPrunesAsync(progress, cancellationToken).ConfigureAwait(false);
        var published = await store.ManifestsOfAsync(target.Commit, target.Fingerprints, cancellationToken).ConfigureAwait(false);
        if (published.FirstOrDefault(m => m.Fingerprints.Equals(target.Fingerprints)) is { } done)
        {
            return await WithCommitTablesAsync(target, done, watch, cancellationToken).ConfigureAwait(false) is { } whole ? Result(whole, done.Commit) : null;
        }

        var (built, nearest) = await BuildAsync(target, cancellationToken).ConfigureAwait(false);
        using (built)
        {
            var manifest = await PutObjectsAsync(target, built, cancellationToken).ConfigureAwait(false);
            return await TryPutManifestAsync(manifest, watch, cancellationToken).ConfigureAwait(false) ? await FinishAsync(manifest, nearest, cancellationToken).ConfigureAwait(false) : null;
        }
    }

    /// <summary>
    /// Puts the manifest if all that it names is there and stays. Asked before, so that a publisher who is killed leaves no manifest without its objects,
    /// and after, since only a prune that begins later sees the manifest.
    /// </summary>
    private async Task<bool> TryPutManifestAsync(Manifest manifest, PruneWatch watch, CancellationToken cancellationToken)
    {
        var objects = store.KeysOf(manifest);
        if (!await watch.AreSafeAsync(objects, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var isNew = await store.PutManifestAsync(manifest, cancellationToken).ConfigureAwait(false);
        if (!isNew || await watch.AreSafeAsync(objects, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        await store.TakeBackAsync(manifest, cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task<PublishResult> FinishAsync(Manifest manifest, Oid? nearest, CancellationToken cancellationToken)
    {
        if (Branch is not null)
        {
            await store.PutHintAsync(Branch, manifest.Commit, cancellationToken).ConfigureAwait(false);
        }

        if (manifest.Segments.All(s => cache.HasSegment(s.Id)))
        {
            cache.SaveManifest(manifest);
        }

        return Result(manifest, nearest);
    }

    /// <summary>What is published already, with the tables of the commit's tree where they are wanted and were left out then. Null: pruned meanwhile.</summary>
    private async Task<Manifest?> WithCommitTablesAsync(SnapshotTarget target, Manifest done, PruneWatch watch, CancellationToken cancellationToken)
    {
        if (Hooks.CommitTables is null || done.Tables is { Count: > 0 })
        {
            return done;
        }

        if (!store.MayReplace(done))
        {
            store.Report($"commit {done.Commit} is published without the table of its tree, and cannot be published again by this job");
            return done;
        }

        var manifest = await UploadAsync(
            async (folder, uploads) => done with { Tables = AddFiles(uploads, await CommitTablesAsync(target, done.Segments, folder, cancellationToken).ConfigureAwait(false)) },
            cancellationToken).ConfigureAwait(false);
        await store.ReplaceManifestAsync(manifest, cancellationToken).ConfigureAwait(false);
        if (await watch.AreSafeAsync(store.KeysOf(manifest), cancellationToken).ConfigureAwait(false))
        {
            return manifest;
        }

        await store.TakeBackAsync(manifest, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private PublishResult Result(Manifest manifest, Oid? nearest)
    {
        var counts = store.Counts;
        return new PublishResult(
            manifest, counts.ObjectsPut, counts.BytesPut, manifest.Objects.Count + 1 - counts.ObjectsPut, nearest, counts.ObjectsGot, counts.BytesGot);
    }

    /// <summary>Upon the cheapest published snapshot that is whole.</summary>
    private async Task<(BuiltSnapshot Built, Oid? Nearest)> BuildAsync(SnapshotTarget target, CancellationToken cancellationToken)
    {
        var broken = new HashSet<(Oid, string)>();
        var finder = new SnapshotFinder(repository, cache, store);
        var builder = new SnapshotBuilder(cache, store, progress);
        while (true)
        {
            progress?.Report(new WorkProgress("find", broken.Count, 0, "snapshots"));
            var choice = broken.Count == AttemptsMax
                ? null
                : await finder.FindAsync(target, SnapshotSearch.ToExtend, m => !broken.Contains(KeyOf(m)), cancellationToken).ConfigureAwait(false);
            try
            {
                var sources = cache.ManifestsOf(target.Commit, target.Fingerprints);
                using var plan = await builder.PlanAsync(target, choice?.Manifest, sources, cancellationToken).ConfigureAwait(false);
                var extracted = plan.Missing.Count == 0 ? null : await extract(plan.Missing, cancellationToken).ConfigureAwait(false);
                return (await builder.CompleteAsync(plan, extracted, cancellationToken).ConfigureAwait(false), choice?.Manifest.Commit);
            }
            catch (InvalidDataException e) when (choice is not null)
            {
                store.Report($"{e.Message}; the snapshot of commit {choice.Manifest.Commit} is passed over");
                broken.Add(KeyOf(choice.Manifest));
            }
        }
    }

    private static (Oid, string) KeyOf(Manifest manifest) => (manifest.Commit, manifest.Fingerprints.Digest);

    /// <summary>Puts what the store does not have; the manifest that names it all.</summary>
    private Task<Manifest> PutObjectsAsync(SnapshotTarget target, BuiltSnapshot built, CancellationToken cancellationToken) => UploadAsync(async (folder, uploads) =>
    {
        var entries = new List<ManifestSegment>();
        foreach (var entry in built.Manifest.Segments)
        {
            entries.Add(entry.IsPublished ? entry : await AddSegmentAsync(uploads, entry, folder, cancellationToken).ConfigureAwait(false));
        }

        var tables = await CommitTablesAsync(target, entries, folder, cancellationToken).ConfigureAwait(false);
        return built.Manifest with { Segments = entries, Tables = AddFiles(uploads, tables) };
    }, cancellationToken);

    /// <summary>Gives the work a folder for its files; what it added is in the store when this ends.</summary>
    private async Task<Manifest> UploadAsync(Func<string, ObjectUploads, Task<Manifest>> work, CancellationToken cancellationToken)
    {
        var folder = cache.NewTemporaryPath();
        Directory.CreateDirectory(folder);
        try
        {
            await using var uploads = new ObjectUploads(store, progress, cancellationToken);
            var manifest = await work(folder, uploads).ConfigureAwait(false);
            await uploads.CompleteAsync().ConfigureAwait(false);
            return manifest;
        }
        finally
        {
            AtomicFile.TryDelete(folder);
        }
    }

    private async Task<IReadOnlyDictionary<string, string>?> CommitTablesAsync(
        SnapshotTarget target, IReadOnlyList<ManifestSegment> entries, string folder, CancellationToken cancellationToken)
    {
        if (Hooks.CommitTables is null)
        {
            return null;
        }

        using var segments = new SegmentSource(cache, store);
        var parts = new List<(ManifestSegment, BlobsTable)>();
        foreach (var entry in entries)
        {
            parts.Add((entry, await segments.BlobsAsync(entry, cancellationToken).ConfigureAwait(false)));
        }

        return await Hooks.CommitTables(target, parts, folder, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>While one object is compressed or made, those before it are on their way.</summary>
    private async Task<ManifestSegment> AddSegmentAsync(ObjectUploads uploads, ManifestSegment entry, string folder, CancellationToken cancellationToken)
    {
        using var segment = MappedSegment.TryOpen(cache, entry.Id)
            ?? throw new RevdexException($"segment {entry.Id} vanished from the cache while it was published: publish again");
        var blobs = BlobsTable.FromSegment(segment.Segment).ToBytes();
        var blobsReference = new ObjectRef(ContentHash.Of(blobs), blobs.Length);
        uploads.Add(blobsReference, () => new MemoryStream(blobs, writable: false));
        var bundle = PackBundle(segment, Path.Combine(folder, $"{entry.Id}.bundle"), uploads, cancellationToken);
        var tables = Hooks.SegmentTables is null ? null : await Hooks.SegmentTables(segment, folder, cancellationToken).ConfigureAwait(false);
        return entry with { Bundle = bundle, Blobs = blobsReference, Tables = AddFiles(uploads, tables) };
    }

    private ObjectRef PackBundle(MappedSegment segment, string path, ObjectUploads uploads, CancellationToken cancellationToken)
    {
        progress?.Report(new WorkProgress("compress", 0, segment.SizeBytes, "bytes"));
        ObjectRef bundle;
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite))
        {
            bundle = Bundle.Pack(segment.Path, segment.Id, file, cancellationToken: cancellationToken);
        }

        progress?.Report(new WorkProgress("compress", segment.SizeBytes, segment.SizeBytes, "bytes"));
        uploads.AddFile(bundle, path);
        return bundle;
    }

    private static Dictionary<string, ObjectRef>? AddFiles(ObjectUploads uploads, IReadOnlyDictionary<string, string>? files)
    {
        if (files is null or { Count: 0 })
        {
            return null;
        }

        var references = new Dictionary<string, ObjectRef>(StringComparer.Ordinal);
        foreach (var (name, path) in files)
        {
            references[name] = new ObjectRef(ContentHash.OfFile(path), new FileInfo(path).Length);
            uploads.AddFile(references[name], path);
        }

        return references;
    }
}
