using System.Diagnostics;
using Revdex.Embedding;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Indexing.Embeddings;
using Revdex.Query;
using Revdex.Scip;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Trust;
using Revdex.Vectors;
using SegmentSource = Revdex.Snapshots.SegmentSource;

namespace Revdex.Indexing;

/// <summary>
/// Extracts and embeds blobs of a commit again and compares their facts and vectors with a snapshot's. Works in a cache of its own, which is deleted
/// afterwards, so that nothing that is there already stands in for what is to be checked.
/// </summary>
/// <param name="cache">Where the snapshot is, and the temporary cache is made. It must give untrusted entries too: here one is a finding, not an absence.</param>
/// <param name="trust">Whose snapshots of the cache count.</param>
/// <param name="sampleCount">Blobs whose facts, and blobs whose vectors are compared, picked at random: who forges must not know which; null: all.</param>
/// <param name="embed">Where the vectors' model is, unless it goes along.</param>
internal sealed class SnapshotVerifier(
    GitRepository repository, LocalCache cache, ExtractorPool pool, TrustPolicy trust, int? sampleCount, EmbedOptions embed, int workers, IProgress<WorkProgress>? progress)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Verifies the snapshot that the cache has of the commit; null where it has none.</summary>
    /// <exception cref="RevdexException">There is one, but not one to be trusted.</exception>
    /// <exception cref="InvalidDataException">Its segments are damaged.</exception>
    public async Task<VerifyResult?> TryVerifyCachedAsync(Oid commit, CancellationToken cancellationToken)
    {
        var manifests = cache.ManifestsOf(commit, FingerprintSet.Current);
        if (manifests.Count == 0)
        {
            return null;
        }

        var manifest = manifests.FirstOrDefault(m => m.Provenance.IsTrustedBy(trust))
            ?? throw new RevdexException($"the snapshot of {commit} in the cache is not signed by a trusted key, and was not made here", ExitCode.Trust);
        using var segments = new SegmentSource(cache, store: null);
        foreach (var entry in manifest.Segments)
        {
            await CheckFileAsync(entry, segments, cancellationToken).ConfigureAwait(false);
        }

        CheckParts(manifest, cache);

        using var scratch = new ScratchCache(cache);
        return await CompareAsync(manifest, SnapshotChoice.Cache, segments, cache, scratch.Cache, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Verifies the snapshot that the store has of the commit, and every object that it names; null where it has none.</summary>
    /// <exception cref="RevdexException">The store fails, or what it has is not to be trusted.</exception>
    /// <exception cref="InvalidDataException">An object is lacking or damaged.</exception>
    public async Task<VerifyResult?> TryVerifyPublishedAsync(Oid commit, SnapshotStore store, CancellationToken cancellationToken)
    {
        var manifests = await store.ManifestsOfAsync(commit, FingerprintSet.Current, cancellationToken).ConfigureAwait(false);
        if (manifests is not [var manifest, ..])
        {
            return null;
        }

        using var scratch = new ScratchCache(cache);
        using var segments = new SegmentSource(scratch.Cache, store, progress);
        await segments.FetchAllAsync(manifest.Segments, cancellationToken).ConfigureAwait(false);
        foreach (var entry in manifest.Segments)
        {
            await CheckObjectsAsync(entry, segments, store, cancellationToken).ConfigureAwait(false);
        }

        foreach (var table in manifest.Tables?.Values ?? [])
        {
            await store.CopyAsync(table, Stream.Null, null, cancellationToken).ConfigureAwait(false);
        }

        await segments.FetchPartsAsync(manifest.Parts, cancellationToken).ConfigureAwait(false);
        CheckParts(manifest, scratch.Cache);
        return await CompareAsync(manifest, store.Name, segments, scratch.Cache, scratch.Cache, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>By its real hash: the cache itself may go by a checksum.</summary>
    private static async Task CheckFileAsync(ManifestSegment entry, SegmentSource segments, CancellationToken cancellationToken)
    {
        var segment = await segments.OpenAsync(entry, cancellationToken).ConfigureAwait(false);
        if (ContentHash.OfFile(segment.Path) != entry.Id)
        {
            throw new InvalidDataException($"segment {entry.Id} in the cache: its bytes do not have its hash");
        }
    }

    /// <summary>By their real hashes, and by what is in them, as far as that is known: what they were made of is not here.</summary>
    private static void CheckParts(Manifest manifest, LocalCache cache)
    {
        foreach (var part in manifest.Parts)
        {
            if (cache.TryOpenSegment(part.Id) is not { } file)
            {
                continue; // It is done without.
            }

            using (file)
            {
                if (ContentHash.OfFile(file.Path) != part.Id)
                {
                    throw new InvalidDataException($"part {part.Id} in the cache: its bytes do not have its hash");
                }

                CheckPart(part, file);
            }
        }
    }

    /// <exception cref="InvalidDataException">It is not what the manifest says it is.</exception>
    private static void CheckPart(ManifestPart part, CachedSegment file)
    {
        switch (part.IsKnown ? part.Kind : null)
        {
            case ManifestPart.ScipKind:
                using (var scip = ScipPart.Open(file.Path))
                {
                    scip.Verify();
                }

                break;
            case ManifestPart.VectorsKind:
                using (var vectors = VectorFile.Open(file.Path))
                {
                    vectors.Verify();
                    if (part.Version != ManifestPart.VectorsVersionOf(vectors.Model.Id))
                    {
                        throw new InvalidDataException($"part {part.Id}: vectors of the model {vectors.Model.Id}, not of version {part.Version}");
                    }
                }

                break;
            case ManifestPart.ModelKind:
                ModelPart.Open(file.Path).Dispose(); // Which checks it.
                break;
        }
    }

    /// <summary>The blobs table must be that of the segment; of other tables only the hash can be held.</summary>
    private static async Task CheckObjectsAsync(ManifestSegment entry, SegmentSource segments, SnapshotStore store, CancellationToken cancellationToken)
    {
        var segment = await segments.OpenAsync(entry, cancellationToken).ConfigureAwait(false);
        if (entry.Blobs is { } blobs)
        {
            var bytes = await store.ReadObjectAsync(blobs, cancellationToken).ConfigureAwait(false);
            if (!BlobsTable.FromSegment(segment.Segment).ToBytes().AsSpan().SequenceEqual(bytes) || segment.Segment.BlobCount != entry.BlobCount)
            {
                throw new InvalidDataException($"object {SnapshotKeys.Object(blobs.Sha256)} in {store.Name}: not the blobs table of segment {entry.Id}");
            }
        }

        foreach (var table in entry.Tables?.Values ?? [])
        {
            await store.CopyAsync(table, Stream.Null, null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <param name="from">Has the snapshot's parts.</param>
    private async Task<VerifyResult> CompareAsync(Manifest manifest, string source, SegmentSource segments, LocalCache from, LocalCache scratch, CancellationToken cancellationToken)
    {
        var view = View.Of(repository.ListTree(manifest.Commit, cancellationToken), LanguageDetection.Of(repository, cache: null));
        var paths = PathsOf(view);
        var theirs = new List<MappedSegment>();
        foreach (var entry in manifest.Segments)
        {
            theirs.Add(await segments.OpenAsync(entry, cancellationToken).ConfigureAwait(false));
        }

        var comparable = paths.Keys.Where(key => theirs.Exists(t => Has(t.Segment, key))).ToList();
        var picked = RandomSample.Of(comparable, sampleCount);
        var extraction = new BlobExtraction(repository, scratch, pool, progress);
        using var ours = await extraction.RunAsync(picked, cancellationToken).ConfigureAwait(false) is { } made ? MappedSegment.TryMap(made) : null;
        var present = ours is null ? [] : picked.Where(key => Has(ours.Segment, key)).ToList();
        var (differences, undecided) = ours is null ? ([], 0) : Compare(theirs, ours.Segment, present, paths);
        var vectors = await new VectorsVerifier(from, scratch, embed, workers, progress)
            .TryVerifyAsync(manifest, new ChunkSource(repository, [.. theirs.Select(t => t.Segment)], workers), view, sampleCount, cancellationToken).ConfigureAwait(false);
        return new VerifyResult(
            manifest.Commit, source, manifest.Provenance.IsSigned, paths.Count, present.Count - undecided, paths.Count - comparable.Count,
            picked.Count - present.Count, undecided, differences, vectors, _clock.ElapsedMilliseconds);
    }

    /// <summary>With every segment that has a blob: a reader may take any of them.</summary>
    private static (List<BlobDifference> Differences, int Undecided) Compare(
        List<MappedSegment> theirs, Segment ours, List<BlobKey> blobs, Dictionary<BlobKey, string> paths)
    {
        var (differences, undecided) = (new List<BlobDifference>(), 0);
        foreach (var segment in theirs)
        {
            var comparison = new FactsComparison(segment.Segment, ours);
            var differing = comparison.Find(blobs.Where(key => Has(segment.Segment, key)));
            differences.AddRange(differing.Select(key => new BlobDifference(paths[key], key.Oid, key.Language.Id, segment.Id)));
            undecided += comparison.UndecidedCount;
        }

        return ([.. differences.OrderBy(d => d.Path, StringComparer.Ordinal).Take(FactsComparison.DifferencesMax)], undecided);
    }

    private static Dictionary<BlobKey, string> PathsOf(View view)
    {
        var paths = new Dictionary<BlobKey, string>(view.Count);
        for (var file = 0; file < view.Count; file++)
        {
            if (view.Language(file) is { } language)
            {
                paths.TryAdd(new BlobKey(view.Oid(file), language), GitPath.Display(view.Path(file)));
            }
        }

        return paths;
    }

    private static bool Has(Segment segment, BlobKey key)
    {
        var ordinal = segment.FindLanguage(key.Language.Id, key.Language.Fingerprint);
        return ordinal >= 0 && segment.TryFindBlob(key.Oid, ordinal, out var blob) && segment.Blob(blob).Skip != Facts.SkipReason.Missing;
    }
}
