using System.Globalization;
using System.Text;
using Revdex.Embedding;
using Revdex.Embedding.Learning;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>The model that a commit is embedded with, and the part that has it.</summary>
/// <param name="Part">Null where the model is a folder of this machine: it stays there.</param>
/// <param name="New">The part's file where it was learnt for this commit, leased; else null.</param>
internal sealed record SnapshotModel(IEmbedder Embedder, ManifestPart? Part, CachedSegment? New) : IDisposable
{
    public VectorModel Vectors { get; } = new(Embedder.ModelId.ToString(), Embedder.Dimensions);

    /// <summary>The folder that is set, else the model that goes along with the snapshot; null where one is to be learnt.</summary>
    /// <exception cref="RevdexException">The folder holds no model that can be used.</exception>
    public static SnapshotModel? TryOpen(LocalCache cache, Manifest manifest, EmbedOptions options)
    {
        if (options.LearnsAnew)
        {
            return null;
        }

        if (options.ModelFolder is { } folder)
        {
            return new SnapshotModel(EmbeddingModel.Open(folder, new EmbeddingOptions(options.OnnxRuntime, Threads: 1)), null, null); // Rounds go side by side.
        }

        foreach (var part in manifest.Parts)
        {
            if (CachedModel.TryOpen(cache, part) is { } model)
            {
                return new SnapshotModel(model, part, null);
            }
        }

        return null;
    }

    /// <summary>Null where the texts are too few to learn from.</summary>
    public static SnapshotModel? TryLearn(LocalCache cache, TermCorpus texts, int workers)
    {
        if (TermVectors.Learn(texts, new LearningOptions { Threads = workers }) is not { } learnt)
        {
            return null;
        }

        using var draft = cache.NewSegment();
        ModelPart.Write(learnt, draft.Stream);
        var file = draft.Land();
        return TryOpen(cache, file) ?? throw new InvalidDataException($"model part {file.Id}: it was just written, and cannot be read");
    }

    /// <summary>What an interrupted run learnt; null where it is not there, or no model.</summary>
    /// <param name="origin">As it was saved with.</param>
    public static SnapshotModel? TryTakeUp(LocalCache cache, ContentHash origin) =>
        cache.CheckpointOf(origin) is { } id && cache.TryOpenSegment(id) is { } file ? TryOpen(cache, file) : null;

    /// <summary>What a learnt model follows from, so that what one run learnt is what another would learn.</summary>
    /// <param name="targets">All of them could be read.</param>
    public static ContentHash OriginOf(IReadOnlyList<EmbedTarget> targets)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"model {ModelPart.Version} chunks {ChunkRules.Version} {new LearningOptions { Threads = 0 }}");
        foreach (var target in targets)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{target.Oid} {target.Language.Id} {target.Language.Fingerprint}");
        }

        return ContentHash.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <param name="file">Of a model part that is not of a snapshot yet; taken over.</param>
    private static SnapshotModel? TryOpen(LocalCache cache, CachedSegment file)
    {
        var part = ManifestPart.OfModel(file);
        if (CachedModel.TryOpen(cache, part) is { } model)
        {
            return new SnapshotModel(model, part, file);
        }

        file.Dispose();
        return null;
    }

    public void Dispose()
    {
        Embedder.Dispose();
        New?.Dispose();
    }
}
