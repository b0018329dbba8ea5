using Revdex.Embedding;
using Revdex.Vectors;

namespace Revdex.Query.Embedded;

/// <summary>An opened model, with the vectors that were made here with it. Safe for many threads.</summary>
/// <param name="embedder">Taken over.</param>
internal sealed class LiveModel(IEmbedder embedder) : IDisposable
{
    public IEmbedder Embedder => embedder;

    public VectorModel Model { get; } = new(embedder.ModelId.ToString(), embedder.Dimensions);

    /// <summary>Of files that no vector file has.</summary>
    public OverlayVectors Overlay { get; } = new(embedder);

    /// <summary>The question's vector; null where the model knows none of its words.</summary>
    public float[]? VectorOf(ReadOnlyMemory<byte> question, CancellationToken cancellation)
    {
        var vector = new float[Model.Dimensions];
        embedder.Embed([question], EmbedRole.Query, vector, cancellation);
        return Array.TrueForAll(vector, value => value == 0) ? null : vector;
    }

    public void Dispose()
    {
        Overlay.Dispose();
        embedder.Dispose();
    }
}
