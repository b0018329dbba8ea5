using Revdex.Segments;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>A segment of the cache, leased and mapped until disposed.</summary>
public sealed class MappedSegment : IDisposable
{
    private readonly CachedSegment _file;

    private MappedSegment(CachedSegment file, Segment segment) => (_file, Segment) = (file, segment);

    public ContentHash Id => _file.Id;

    public long SizeBytes => _file.SizeBytes;

    public string Path => _file.Path;

    public Segment Segment { get; }

    /// <summary>Null where the cache does not have the segment, or it is of a format version that this program does not read.</summary>
    public static MappedSegment? TryOpen(LocalCache cache, ContentHash id) => cache.TryOpenSegment(id) is { } file ? TryMap(file) : null;

    /// <summary>Takes the lease over; where the result is null it is given back.</summary>
    public static MappedSegment? TryMap(CachedSegment file)
    {
        try
        {
            return new MappedSegment(file, Segment.Open(file.Path));
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            file.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        Segment.Dispose();
        _file.Dispose();
    }
}
