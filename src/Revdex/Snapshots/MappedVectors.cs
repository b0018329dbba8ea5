using Revdex.Storage;
using Revdex.Vectors;

namespace Revdex.Snapshots;

/// <summary>A vector file of the cache, leased and mapped until disposed.</summary>
internal sealed class MappedVectors : IDisposable
{
    private readonly CachedSegment _file;

    private MappedVectors(CachedSegment file, VectorFile vectors) => (_file, Vectors) = (file, vectors);

    public VectorFile Vectors { get; }

    public CachedSegment File => _file;

    /// <summary>Null where the cache does not have it, or it is no vector file of this version.</summary>
    public static MappedVectors? TryOpen(LocalCache cache, ManifestPart part) =>
        part.Kind == ManifestPart.VectorsKind && part.IsKnown ? TryOpen(cache, part.Id) : null;

    /// <summary>The same, of whatever file.</summary>
    public static MappedVectors? TryOpen(LocalCache cache, ContentHash id) => cache.TryOpenSegment(id) is { } file ? TryMap(file) : null;

    /// <summary>Takes the lease over; where the result is null it is given back.</summary>
    public static MappedVectors? TryMap(CachedSegment file) => file.TryRead(VectorFile.Open) is { } vectors ? new MappedVectors(file, vectors) : null;

    public void Dispose()
    {
        Vectors.Dispose();
        _file.Dispose();
    }
}
