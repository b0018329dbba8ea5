using Revdex.Scip;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>What compilers say, from the cache, leased and mapped until disposed.</summary>
internal sealed class MappedPart : IDisposable
{
    private readonly CachedSegment _file;

    private MappedPart(CachedSegment file, ScipPart part) => (_file, Part) = (file, part);

    public ScipPart Part { get; }

    /// <summary>Null where the cache does not have it, or it is no part of this version.</summary>
    public static MappedPart? TryOpen(LocalCache cache, ManifestPart part) =>
        part.Kind == ManifestPart.ScipKind && part.IsKnown && cache.TryOpenSegment(part.Id) is { } file && file.TryRead(ScipPart.Open) is { } read ? new MappedPart(file, read) : null;

    public void Dispose()
    {
        Part.Dispose();
        _file.Dispose();
    }
}
