using Revdex.Snapshots;

namespace Revdex.Indexing.Embeddings;

/// <summary>Writes a vector file into the cache.</summary>
internal static class VectorDraft
{
    /// <summary>The file, leased and mapped.</summary>
    public static MappedVectors Land(LocalCache cache, Action<Stream> write)
    {
        using var draft = cache.NewSegment();
        write(draft.Stream);
        var file = draft.Land();
        return MappedVectors.TryMap(file) ?? throw new InvalidDataException($"vector file {file.Id}: it was just written, and cannot be read");
    }
}
