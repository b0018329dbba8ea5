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
            await TellNewNotesAsync(done, cancellationToken).ConfigureAwait(false);
            TellNewParts(done, target);
            return Result(done, done.Commit);
        }

        var (built, upon) = await BuildAsync(target, cancellationToken).ConfigureAwait(false);
        using (built)
        {
            var manifest = await PutObjectsAsync(target, built, upon, cancellationToken).ConfigureAwait(false);
            return await TryPutManifestAsync(manifest, watch, cancellationToken).ConfigureAwait(false) ? await FinishAsync(manifest, upon?.Commit, cancellationToken).ConfigureAwait(false) : null;
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

    private PublishResult Result(Manifest manifest, Oid? nearest)
    {
        var counts = store.Counts;
        return new PublishResult(
            manifest, counts.ObjectsPut, counts.BytesPut, manifest.Objects.Count + 1 - counts.ObjectsPut, nearest, counts.ObjectsGot, counts.BytesGot);
    }

    /// <summary>Upon the cheapest published snapshot that is whole.</summary>
    private async Task<(BuiltSnapshot Built, Manifest? Upon)> BuildAsync(SnapshotTarget target, CancellationToken cancellationToken)
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
                return (await builder.CompleteAsync(plan, extracted, cancellationToken).ConfigureAwait(false), choice?.Manifest);
            }
            catch (InvalidDataException e) when (choice is not null)
            {
                store.Report($"{e.Message}; the snapshot of commit {choice.Manifest.Commit} is passed over");
                broken.Add(KeyOf(choice.Manifest));
            }
        }
    }

    private static (Oid, string) KeyOf(Manifest manifest) => (manifest.Commit, manifest.Fingerprints.Digest);

    /// <summary>Puts what the store does not have; gives the manifest that names it all.</summary>
    private async Task<Manifest> PutObjectsAsync(SnapshotTarget target, BuiltSnapshot built, Manifest? upon, CancellationToken cancellationToken)
    {
        var folder = cache.NewTemporaryPath();
        Directory.CreateDirectory(folder);
        try
        {
            await using var uploads = new ObjectUploads(store, progress, cancellationToken);
            var bundles = new BundleUploads(cache, store, uploads, folder, progress);
            var entries = new List<ManifestSegment>();
            foreach (var entry in built.Manifest.Segments)
            {
                entries.Add(entry.IsPublished ? entry : await AddSegmentAsync(uploads, bundles, entry, folder, cancellationToken).ConfigureAwait(false));
            }

            var manifest = built.Manifest with { Segments = entries, Parts = bundles.AddParts(built.Manifest.Parts, cancellationToken) };
            var tables = await AddCommitTablesAsync(uploads, manifest, upon, folder, cancellationToken).ConfigureAwait(false);
            tables = AddAnswers(uploads, target.Commit, tables);
            manifest = manifest with { Tables = await WithNotesAsync(uploads, tables, upon, cancellationToken).ConfigureAwait(false) };
            await uploads.CompleteAsync().ConfigureAwait(false);
            return manifest;
        }
        finally
        {
            AtomicFile.TryDelete(folder);
        }
    }

    private IReadOnlyDictionary<string, ObjectRef>? AddAnswers(ObjectUploads uploads, Oid commit, IReadOnlyDictionary<string, ObjectRef>? tables) =>
        Hooks.Answers?.Invoke(cache, commit) is { } answers ? With(tables, Manifest.AnswersName, Add(uploads, answers)) : tables;

    private static ObjectRef Add(ObjectUploads uploads, byte[] bytes)
    {
        var reference = new ObjectRef(ContentHash.Of(bytes), bytes.Length);
        uploads.Add(reference, () => new MemoryStream(bytes, writable: false));
        return reference;
    }

    private static Dictionary<string, ObjectRef> With(IReadOnlyDictionary<string, ObjectRef>? tables, string name, ObjectRef reference) =>
        new(tables ?? new Dictionary<string, ObjectRef>(), StringComparer.Ordinal) { [name] = reference };

    private async Task<IReadOnlyDictionary<string, ObjectRef>?> AddCommitTablesAsync(
        ObjectUploads uploads, Manifest manifest, Manifest? upon, string folder, CancellationToken cancellationToken)
    {
        if (Hooks.CommitTables is null)
        {
            return null;
        }

        using var segments = new SegmentSource(cache, store);
        var covering = await CoveringAsync(manifest.Segments).ConfigureAwait(false);
        var before = upon?.Tables is null ? [] : await CoveringAsync(upon.Segments).ConfigureAwait(false);
        var request = new CommitTablesRequest(manifest.Commit, manifest.Fingerprints, covering, upon, before, folder);
        var tables = await Hooks.CommitTables(request, cancellationToken).ConfigureAwait(false);
        return tables.Kept.Concat(AddFiles(uploads, tables.Files) ?? []).ToDictionary(StringComparer.Ordinal);

        async Task<List<CoveringSegment>> CoveringAsync(IReadOnlyList<ManifestSegment> entries)
        {
            var covering = new List<CoveringSegment>();
            foreach (var entry in entries)
            {
                covering.Add(new(entry, await segments.BlobsAsync(entry, cancellationToken).ConfigureAwait(false)));
            }

            return covering;
        }
    }

    private async Task<IReadOnlyDictionary<string, ObjectRef>?> WithNotesAsync(
        ObjectUploads uploads, IReadOnlyDictionary<string, ObjectRef>? tables, Manifest? upon, CancellationToken cancellationToken)
    {
        var notes = upon?.Notes;
        if (Hooks.Notes is not null)
        {
            var bytes = await NotesAsync(upon, cancellationToken).ConfigureAwait(false);
            notes = bytes is null ? null : Add(uploads, bytes);
        }

        return notes is { } named ? With(tables, Manifest.NotesName, named) : tables;
    }

    /// <summary>The notes to publish; what was published before and cannot be read is left behind.</summary>
    private async Task<byte[]?> NotesAsync(Manifest? upon, CancellationToken cancellationToken)
    {
        try
        {
            var before = upon is null ? null : await new PublishedNotes(cache, store).TryReadAsync(upon, cancellationToken).ConfigureAwait(false);
            return Hooks.Notes!(before); // The caller has looked.
        }
        catch (InvalidDataException e)
        {
            store.Report($"{e.Message}; they are not published again");
            return Hooks.Notes!(null);
        }
    }

    /// <summary>A manifest stays as it was put.</summary>
    private async Task TellNewNotesAsync(Manifest done, CancellationToken cancellationToken)
    {
        if (Hooks.Notes is not null && await NotesAsync(done, cancellationToken).ConfigureAwait(false) is { } notes && done.Notes?.Sha256 != ContentHash.Of(notes))
        {
            store.Report($"commit {done.Commit} was published before with other notes; those of today go with the next commit that is published");
        }
    }

    /// <summary>The same of parts, but those of today are nobody's yet: a later commit has them only where its publisher has them.</summary>
    private void TellNewParts(Manifest done, SnapshotTarget target)
    {
        var today = cache.ManifestsOf(target.Commit, target.Fingerprints).SelectMany(m => m.Parts).Where(p => done.Parts.All(d => d.Id != p.Id)).ToList();
        if (today.Count > 0)
        {
            store.Report($"commit {target.Commit} was published before without {string.Join(", ", today.Select(p => p.Kind).Distinct())}: make it before the commit is published");
        }
    }

    private async Task<ManifestSegment> AddSegmentAsync(
        ObjectUploads uploads, BundleUploads bundles, ManifestSegment entry, string folder, CancellationToken cancellationToken)
    {
        using var segment = MappedSegment.TryOpen(cache, entry.Id)
            ?? throw new RevdexException($"segment {entry.Id} vanished from the cache while it was published: publish again");
        var blobs = BlobsTable.FromSegment(segment.Segment).ToBytes();
        var blobsReference = new ObjectRef(ContentHash.Of(blobs), blobs.Length);
        uploads.Add(blobsReference, () => new MemoryStream(blobs, writable: false));
        var (bundle, head) = bundles.Add(entry.File, segment.Path, cancellationToken);
        var tables = Hooks.SegmentTables is null ? null : await Hooks.SegmentTables(segment, folder, cancellationToken).ConfigureAwait(false);
        return entry with { Bundle = bundle, Head = head, Blobs = blobsReference, Tables = AddFiles(uploads, tables) };
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
