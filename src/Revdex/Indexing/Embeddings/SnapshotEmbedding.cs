using System.Diagnostics;
using Revdex.Embedding;
using Revdex.Embedding.Learning;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>
/// Makes the vectors of a commit: those that go along with its snapshot stay, what blobs they lack is embedded into a new file, and files are merged as <see cref="VectorPolicy"/>
/// decides. What a vector is depends on the model and the text alone. For one run.
/// </summary>
/// <param name="workers">Threads that cut and embed.</param>
internal sealed class SnapshotEmbedding(GitRepository repository, LocalCache cache, EmbedOptions options, int workers, IProgress<WorkProgress>? progress)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<IDisposable> _held = [];

    /// <param name="manifest">All of its segments are in the cache.</param>
    /// <param name="targets">Of the commit's tree.</param>
    /// <exception cref="RevdexException">git, the model or the cache cannot be used.</exception>
    public async Task<EmbeddedParts> RunAsync(Manifest manifest, IReadOnlyList<EmbedTarget> targets, CancellationToken cancellationToken)
    {
        try
        {
            using var segments = new Snapshots.SegmentSource(cache, store: null);
            var source = new ChunkSource(repository, [.. manifest.Segments.Select(s => segments.TryOpen(s.Id)?.Segment).OfType<Segment>()], workers);
            return SnapshotModel.TryOpen(cache, manifest, options) is { } model
                ? await EmbedAsync(manifest, model, source, targets, null, cancellationToken).ConfigureAwait(false)
                : await LearnAsync(manifest, source, targets, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _held.ForEach(held => held.Dispose());
            throw;
        }
    }

    private async Task<EmbeddedParts> LearnAsync(Manifest manifest, ChunkSource source, IReadOnlyList<EmbedTarget> targets, CancellationToken cancellationToken)
    {
        var corpus = new TermCorpus();
        var blobs = await SurveyAsync(source, targets, corpus, cancellationToken).ConfigureAwait(false);
        progress?.Report(new WorkProgress("learn", 0, 0, "texts"));
        var model = SnapshotModel.TryLearn(cache, corpus, workers);
        progress?.Report(new WorkProgress("learn", corpus.TextCount, corpus.TextCount, "texts"));
        return model is null
            ? new EmbeddedParts([], new EmbedCounts(null, false, 0, 0, 0, 0, 0, _clock.ElapsedMilliseconds), _held)
            : await EmbedAsync(manifest, model, source, targets, blobs, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="model">Taken over.</param>
    /// <param name="surveyed">All of the targets; null: not yet.</param>
    private async Task<EmbeddedParts> EmbedAsync(
        Manifest manifest, SnapshotModel model, ChunkSource source, IReadOnlyList<EmbedTarget> targets, List<BlobPlan>? surveyed, CancellationToken cancellationToken)
    {
        _held.Add(model);
        var known = new KnownRows(model.Vectors);
        _held.Add(known);
        foreach (var part in manifest.Parts)
        {
            if (MappedVectors.TryOpen(cache, part) is { } file)
            {
                known.TryAdd(file);
            }
        }

        var missing = surveyed?.Where(b => !known.HasBlob(b.Target)).ToList()
            ?? await SurveyAsync(source, [.. targets.Where(t => !known.HasBlob(t))], null, cancellationToken).ConfigureAwait(false);
        var embedding = new ChunkEmbedding(source, model.Embedder, known, workers, progress);
        if (missing.Count > 0)
        {
            using var builder = new VectorFileBuilder(model.Vectors);
            await embedding.RunAsync(missing, builder, cancellationToken).ConfigureAwait(false);
            known.TryAdd(Land(builder.Write));
        }

        var (files, chunks) = Merge(model.Vectors, known.Files, targets);
        var parts = files.Select(f => ManifestPart.OfVectors(f.File, model.Vectors)).Select(p => manifest.Parts.FirstOrDefault(old => old.Id == p.Id) ?? p).ToList();
        var counts = new EmbedCounts(
            model.Vectors.Id, model.New is not null, chunks, embedding.EmbeddedCount, embedding.ReusedCount, embedding.SetAsideCount, parts.Sum(p => p.SizeBytes), _clock.ElapsedMilliseconds);
        return new EmbeddedParts(model.Part is { } part2 ? [part2, .. parts] : parts, counts, _held);
    }

    /// <summary>Where the chunks of blobs stand. One that cannot be read has no plan.</summary>
    /// <param name="corpus">Takes each text once; null: nobody wants them.</param>
    private async Task<List<BlobPlan>> SurveyAsync(ChunkSource source, IReadOnlyList<EmbedTarget> targets, TermCorpus? corpus, CancellationToken cancellationToken)
    {
        var (blobs, seen, done) = (new List<BlobPlan>(targets.Count), new HashSet<UInt128>(), 0);
        await foreach (var (target, chunks) in source.ReadAsync(targets, cancellationToken).ConfigureAwait(false))
        {
            if (++done % 64 == 0 || done == targets.Count)
            {
                progress?.Report(new WorkProgress("chunk", done, targets.Count, "blobs"));
            }

            if (chunks is null)
            {
                continue;
            }

            blobs.Add(new BlobPlan(target, chunks.Chunks.ToArray().Select(c => new ChunkPlace(new ChunkKey(c.Key), c.Line, c.EndLine, c.Start, c.End, c.Symbol)).ToArray()));
            for (var i = 0; corpus is not null && i < chunks.Chunks.Length; i++)
            {
                if (seen.Add(chunks.Chunks[i].Key))
                {
                    corpus.Add(chunks.Texts[i].Span);
                }
            }
        }

        return blobs;
    }

    /// <summary>The files that the commit's vectors are in, and how many of its chunks.</summary>
    private (List<MappedVectors> Files, long Chunks) Merge(VectorModel model, IReadOnlyList<MappedVectors> files, IReadOnlyList<EmbedTarget> targets)
    {
        var wanted = targets.Select(t => (t.Oid, t.Language)).ToHashSet();
        bool IsLive(VectorFile file, int blob) => wanted.Contains((file.Oid(blob), file.Language(blob)));
        var uses = files.Select(f => UseOf(f, IsLive)).ToList();
        var merged = VectorPolicy.Merged(uses);
        var kept = Enumerable.Range(0, files.Count).Except(merged).Where(i => uses[i].LiveBlobs > 0).Select(i => files[i]).ToList();
        if (merged.Count > 0)
        {
            progress?.Report(new WorkProgress("merge", 0, merged.Count, "vector files"));
            kept.Add(Land(to => VectorMerger.Merge(model, [.. merged.Select(i => files[i].Vectors)], IsLive, to)));
            _held.Add(kept[^1]);
            progress?.Report(new WorkProgress("merge", merged.Count, merged.Count, "vector files"));
        }

        return (kept, uses.Sum(u => u.LivePlaces));
    }

    private static VectorUse UseOf(MappedVectors file, Func<VectorFile, int, bool> isLive)
    {
        var (places, blobs) = (0L, 0);
        for (var blob = 0; blob < file.Vectors.BlobCount; blob++)
        {
            if (isLive(file.Vectors, blob))
            {
                var (start, end) = file.Vectors.PlacesOf(blob);
                (places, blobs) = (places + end - start, blobs + 1);
            }
        }

        return new VectorUse(file.File.Id, file.Vectors.PlaceCount, places, blobs);
    }

    private MappedVectors Land(Action<Stream> write)
    {
        using var draft = cache.NewSegment();
        write(draft.Stream);
        var file = draft.Land();
        return MappedVectors.TryMap(file) ?? throw new InvalidDataException($"vector file {file.Id}: it was just written, and cannot be read");
    }
}
