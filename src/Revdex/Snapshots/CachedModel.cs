using Revdex.Embedding;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>A model that goes with a snapshot, opened from the cache and leased until disposed. Safe for many threads, as its kind is.</summary>
internal sealed class CachedModel : IEmbedder
{
    private readonly CachedSegment _file;
    private readonly IEmbedder _model;

    private CachedModel(CachedSegment file, IEmbedder model) => (_file, _model) = (file, model);

    public ContentHash ModelId => _model.ModelId;

    public int Dimensions => _model.Dimensions;

    public bool IsExact => _model.IsExact;

    /// <summary>Null where the cache does not have it, or it is no model of this version.</summary>
    public static CachedModel? TryOpen(LocalCache cache, ManifestPart part) =>
        part.Kind == ManifestPart.ModelKind && part.IsKnown && cache.TryOpenSegment(part.Id) is { } file && file.TryRead(ModelPart.Open) is { } model ? new CachedModel(file, model) : null;

    public void Embed(ReadOnlySpan<ReadOnlyMemory<byte>> texts, EmbedRole role, Span<float> rows, CancellationToken cancellation) =>
        _model.Embed(texts, role, rows, cancellation);

    public void Dispose()
    {
        _model.Dispose();
        _file.Dispose();
    }
}
