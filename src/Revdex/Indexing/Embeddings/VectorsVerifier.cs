using Revdex.Embedding;
using Revdex.Git;
using Revdex.Query;
using Revdex.Query.Embedded;
using Revdex.Snapshots;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>Embeds blobs of a commit again, as indexing does, and compares what comes of it with the vectors of a snapshot. What the snapshot has of other commits' blobs is not looked at.</summary>
/// <param name="cache">Has the snapshot's parts.</param>
/// <param name="scratch">Takes what is made here.</param>
/// <param name="options">The model's folder, unless the model goes along.</param>
internal sealed class VectorsVerifier(LocalCache cache, LocalCache scratch, EmbedOptions options, int workers, IProgress<WorkProgress>? progress)
{
    /// <summary>Null where the snapshot has no vectors that are known here.</summary>
    /// <param name="source">Of the snapshot's facts.</param>
    /// <param name="view">Of the commit.</param>
    /// <param name="sampleCount">Blobs to compare; null: all.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or of another model than the rest.</exception>
    /// <exception cref="RevdexException">git or the model cannot be used.</exception>
    public async Task<VerifiedVectors?> TryVerifyAsync(Manifest manifest, ChunkSource source, View view, int? sampleCount, CancellationToken cancellationToken)
    {
        var files = manifest.Parts.Select(part => MappedVectors.TryOpen(cache, part)).OfType<MappedVectors>().ToList();
        try
        {
            return SnapshotVectors.Of(manifest, [.. files.Select(f => f.Vectors)]) is { } vectors
                ? await VerifyAsync(vectors, files, source, view, sampleCount, cancellationToken).ConfigureAwait(false)
                : null;
        }
        finally
        {
            files.ForEach(f => f.Dispose());
        }
    }

    private async Task<VerifiedVectors> VerifyAsync(
        SnapshotVectors vectors, List<MappedVectors> files, ChunkSource source, View view, int? sampleCount, CancellationToken cancellationToken)
    {
        RequireOneModel(vectors, files);
        using var shelf = new EmbedderShelf(cache, options.ModelFolder, new EmbeddingOptions(options.OnnxRuntime, Threads: 1)); // Rounds go side by side.
        var unfetched = await TryFetchAsync(vectors, cancellationToken).ConfigureAwait(false);
        var model = shelf.TryOpen(vectors, out var lack);
        var targets = EmbedTarget.Of(view);
        var covered = targets.FindAll(t => vectors.Files.Any(f => f.HasBlob(t.Oid, t.Language)));
        var blobs = await ChunkSurvey.RunAsync(source, RandomSample.Of(covered, sampleCount), null, progress, cancellationToken).ConfigureAwait(false);
        using var known = model is null ? null : new KnownRows(model.Model); // Of nothing: all is embedded.
        var ours = model is null || known is null ? null : await EmbedAsync(model.Embedder, known, model.Model, source, blobs, cancellationToken).ConfigureAwait(false);
        var comparisons = files.Select(f => new VectorComparison(f, ours?.Vectors, model?.Embedder.IsExact ?? true)).ToList();
        var differences = Compare(comparisons, blobs, view);
        return new VerifiedVectors(
            vectors.Files is [var first, ..] ? first.Model.Id : null, targets.Count, covered.Count, blobs.Count, comparisons.Sum(c => c.RowCount), model is null ? unfetched ?? lack : null, differences);
    }

    /// <summary>Fetches the model that is named by a URL, where one does not go along. What is wrong with that leaves facts to be verified all the same.</summary>
    /// <returns>What was wrong; null: nothing.</returns>
    private async Task<string?> TryFetchAsync(SnapshotVectors vectors, CancellationToken cancellationToken)
    {
        if (vectors.ModelPart is not null || vectors.Files.Count == 0 || options.Fetched is not { } model)
        {
            return null;
        }

        try
        {
            await model.FetchAsync(progress, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (RevdexException e)
        {
            return e.Message;
        }
    }

    /// <summary>No snapshot that is made mixes them.</summary>
    private void RequireOneModel(SnapshotVectors vectors, List<MappedVectors> files)
    {
        using var own = vectors.ModelPart is { } part ? CachedModel.TryOpen(cache, part) : null;
        var model = own?.ModelId.ToString() ?? vectors.Files.FirstOrDefault()?.Model.Id;
        foreach (var file in files.Where(f => f.Vectors.Model.Id != model))
        {
            throw new InvalidDataException($"part {file.File.Id}: vectors of the model {file.Vectors.Model.Id}, beside {(own is null ? "others" : "the model")} of {model}");
        }
    }

    /// <returns>Held by <paramref name="known"/>; null where there are no blobs.</returns>
    private async Task<MappedVectors?> EmbedAsync(IEmbedder embedder, KnownRows known, VectorModel model, ChunkSource source, List<BlobPlan> blobs, CancellationToken cancellationToken)
    {
        using var batches = new VectorBatches(scratch, known, model, TimeSpan.MaxValue);
        await new ChunkEmbedding(source, embedder, known, workers, progress).RunAsync(blobs, batches, cancellationToken).ConfigureAwait(false);
        return batches.Complete(blobs.ConvertAll(b => b.Target));
    }

    /// <summary>With every file that has a blob: a reader may take any of them.</summary>
    private static List<VectorDifference> Compare(List<VectorComparison> comparisons, List<BlobPlan> blobs, View view)
    {
        var (differences, files) = (new List<VectorDifference>(), new EmbeddedFiles(view));
        foreach (var blob in blobs)
        {
            foreach (var comparison in comparisons.Where(c => c.Has(blob)))
            {
                if (comparison.Differs(blob) is { } what && differences.Count < FactsComparison.DifferencesMax)
                {
                    var path = GitPath.Display(view.Path(files.Of(blob.Target.Oid, blob.Target.Language).First())); // The view has the blob.
                    differences.Add(new VectorDifference(path, blob.Target.Oid, blob.Target.Language.Id, comparison.Part, what));
                }
            }
        }

        differences.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return differences;
    }
}
