using System.Diagnostics;
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
                ? await EmbedAsync(manifest, Held(model), source, targets, null, cancellationToken).ConfigureAwait(false)
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
        var origin = SnapshotModel.OriginOf(targets);
        if (SnapshotModel.TryTakeUp(cache, origin) is { } interrupted)
        {
            return await EmbedNewAsync(manifest, interrupted, source, targets, null, cancellationToken).ConfigureAwait(false);
        }

        var corpus = new TermCorpus();
        var blobs = await ChunkSurvey.RunAsync(source, targets, corpus, progress, cancellationToken).ConfigureAwait(false);
        progress?.Report(new WorkProgress("learn", 0, 0, "texts"));
        var model = SnapshotModel.TryLearn(cache, corpus, workers);
        if (model?.New is { } file && blobs.Count == targets.Count)
        {
            cache.SaveCheckpoint(file, origin);
        }

        progress?.Report(new WorkProgress("learn", corpus.TextCount, corpus.TextCount, "texts"));
        return model is null
            ? new EmbeddedParts([], new EmbedCounts(null, false, 0, 0, 0, 0, 0, _clock.ElapsedMilliseconds), _held, static () => { })
            : await EmbedNewAsync(manifest, model, source, targets, blobs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>With a model that is kept as a checkpoint until an entry names it.</summary>
    private async Task<EmbeddedParts> EmbedNewAsync(
        Manifest manifest, SnapshotModel model, ChunkSource source, IReadOnlyList<EmbedTarget> targets, List<BlobPlan>? surveyed, CancellationToken cancellationToken)
    {
        var parts = await EmbedAsync(manifest, Held(model), source, targets, surveyed, cancellationToken).ConfigureAwait(false);
        return parts with
        {
            Forget = () =>
            {
                parts.Forget();
                cache.RemoveCheckpoint(model.New!.Id); // Not null: it was learnt for this commit.
            },
        };
    }

    /// <param name="surveyed">All of the targets; null: not yet.</param>
    private async Task<EmbeddedParts> EmbedAsync(
        Manifest manifest, SnapshotModel model, ChunkSource source, IReadOnlyList<EmbedTarget> targets, List<BlobPlan>? surveyed, CancellationToken cancellationToken)
    {
        var known = Held(new KnownRows(model.Vectors));
        var files = manifest.Parts.Select(part => MappedVectors.TryOpen(cache, part)).OfType<MappedVectors>().Where(known.TryAdd).ToList();
        var missing = targets.Where(t => !files.Exists(f => f.Vectors.HasBlob(t.Oid, t.Language))).ToList();
        using var batches = new VectorBatches(cache, known, model.Vectors, options.CheckpointInterval);
        var left = batches.TakeUp(missing).ToHashSet();
        var blobs = surveyed?.FindAll(b => left.Contains(b.Target)) ?? await ChunkSurvey.RunAsync(source, [.. targets.Where(left.Contains)], null, progress, cancellationToken).ConfigureAwait(false);
        var begin = _clock.ElapsedMilliseconds;
        var embedding = new ChunkEmbedding(source, model.Embedder, known, workers, progress);
        await embedding.RunAsync(blobs, batches, cancellationToken).ConfigureAwait(false);
        var embedMs = _clock.ElapsedMilliseconds - begin;
        if (batches.Complete(missing) is { } fresh)
        {
            files.Add(Held(fresh));
        }

        var (merged, chunks) = Merge(model.Vectors, files, targets);
        var parts = merged.ConvertAll(f => manifest.Parts.FirstOrDefault(p => p.Id == f.File.Id) ?? ManifestPart.OfVectors(f.File, model.Vectors));
        var counts = new EmbedCounts(
            model.Vectors.Id, model.New is not null, chunks, embedding.EmbeddedCount, embedding.ReusedCount, embedding.SetAsideCount, parts.Sum(p => p.SizeBytes), _clock.ElapsedMilliseconds)
        {
            EmbedMs = embedMs,
            Replaced = manifest.Parts.Select(p => p.VectorModel).FirstOrDefault(m => m is not null && !model.Vectors.Id.StartsWith(m, StringComparison.Ordinal)),
        };
        return new EmbeddedParts(model.Part is { } own ? [own, .. parts] : parts, counts, _held, batches.ForgetCheckpoints);
    }

    /// <summary>The files that the commit's vectors are in, and how many of its chunks.</summary>
    private (List<MappedVectors> Files, long Chunks) Merge(VectorModel model, List<MappedVectors> files, IReadOnlyList<EmbedTarget> targets)
    {
        var wanted = targets.Select(t => (t.Oid, t.Language)).ToHashSet();
        bool IsLive(VectorFile file, int blob) => wanted.Contains((file.Oid(blob), file.Language(blob)));
        var uses = files.ConvertAll(f => VectorUse.Of(f, IsLive));
        var merged = VectorPolicy.Merged(uses);
        var kept = Enumerable.Range(0, files.Count).Except(merged).Where(i => uses[i].LiveBlobs > 0).Select(i => files[i]).ToList();
        if (merged.Count > 0)
        {
            progress?.Report(new WorkProgress("merge", 0, merged.Count, "vector files"));
            kept.Add(Held(VectorDraft.Land(cache, to => VectorMerger.Merge(model, [.. merged.Select(i => files[i].Vectors)], IsLive, to))));
            progress?.Report(new WorkProgress("merge", merged.Count, merged.Count, "vector files"));
        }

        return (kept, uses.Sum(u => u.LivePlaces));
    }

    private T Held<T>(T thing)
        where T : IDisposable
    {
        _held.Add(thing);
        return thing;
    }
}
