using System.Runtime.InteropServices;
using Revdex.Embedding;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>
/// Blobs whose texts go to the model together. What a round holds follows from the blobs alone, so that a model whose batches show in its results (by the last bits of a
/// sum) gives the same for any number of workers.
/// </summary>
internal sealed class EmbedRound
{
    /// <summary>Enough that a model finds texts of like length among them; a blob is not divided.</summary>
    private const int TextsFull = 512;

    /// <summary>Of blobs whose texts are all known.</summary>
    private const int BlobsFull = 4_096;

    public List<BlobPlan> Blobs { get; } = [];

    /// <summary>Of the texts, in their order.</summary>
    public List<ChunkKey> Keys { get; } = [];

    public List<ReadOnlyMemory<byte>> Texts { get; } = [];

    /// <summary>One after the other; empty before <see cref="Embed"/>.</summary>
    public float[] Rows { get; private set; } = [];

    public bool IsFull => Texts.Count >= TextsFull || Blobs.Count >= BlobsFull;

    public EmbedRound Embed(IEmbedder embedder, CancellationToken cancellationToken)
    {
        Rows = new float[Texts.Count * embedder.Dimensions];
        embedder.Embed(CollectionsMarshal.AsSpan(Texts), EmbedRole.Passage, Rows, cancellationToken);
        return this;
    }
}
