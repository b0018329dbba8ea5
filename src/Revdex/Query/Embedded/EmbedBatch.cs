using Revdex.Embedding;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Vectors;

namespace Revdex.Query.Embedded;

/// <summary>Some blobs that are embedded together: each text that has a row somewhere takes that one. For one thread.</summary>
/// <param name="known">Where rows may be; held by the caller meanwhile.</param>
internal sealed class EmbedBatch(IEmbedder embedder, VectorModel model, IReadOnlyList<VectorSource> known) : IDisposable
{
    /// <summary>Texts between two looks at whether it is over.</summary>
    private const int StepTexts = 256;

    private readonly VectorFileBuilder _builder = new(model);
    private readonly List<(Oid Oid, SegmentLanguage Language, BlobChunks Chunks)> _blobs = [];
    private readonly Dictionary<ChunkKey, ReadOnlyMemory<byte>> _texts = [];

    /// <summary>Texts that are to be embedded.</summary>
    public int NewCount => _texts.Count;

    public void Add(in Oid oid, in SegmentLanguage language, BlobChunks chunks)
    {
        _blobs.Add((oid, language, chunks));
        for (var i = 0; i < chunks.Chunks.Length; i++)
        {
            var key = new ChunkKey(chunks.Chunks[i].Key);
            if (!_builder.HasRow(key) && !TryTake(key))
            {
                _texts.TryAdd(key, chunks.Texts[i]);
            }
        }
    }

    /// <summary>Embeds what has no row, and puts all together. A text of which the model knows nothing is left out where it stands.</summary>
    public VectorFileBuilder Complete(CancellationToken cancellation)
    {
        foreach (var step in _texts.Chunk(StepTexts))
        {
            var rows = new float[step.Length * model.Dimensions];
            embedder.Embed(Array.ConvertAll(step, text => text.Value), EmbedRole.Passage, rows, cancellation);
            _builder.TakeRows(Array.ConvertAll(step, text => text.Key), rows);
        }

        foreach (var (oid, language, chunks) in _blobs)
        {
            _builder.AddBlob(oid, language, [.. chunks.Chunks.ToArray().Select(Place).Where(place => _builder.HasRow(place.Key))]);
        }

        return _builder;
    }

    public void Dispose() => _builder.Dispose();

    /// <summary>Where a chunk stands, as vector files have it.</summary>
    public static ChunkPlace Place(Chunk chunk) => new(new ChunkKey(chunk.Key), chunk.Line, chunk.EndLine, chunk.Start, chunk.End, chunk.Symbol);

    private bool TryTake(ChunkKey key)
    {
        foreach (var (file, _) in known)
        {
            if (file.TryFindRow(key, out var row))
            {
                _builder.AddRow(file, row);
                return true;
            }
        }

        return false;
    }
}
