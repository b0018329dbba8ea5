using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// A segment file in the cache, its hash checked, that no clean-up removes until this is disposed. The file itself never changes.
/// Dispose after the last use of anything mapped from it; disposing twice is fine.
/// </summary>
public sealed class CachedSegment : IDisposable
{
    private readonly CacheLeases _leases;
    private int _isDisposed;

    /// <summary>Takes over a lease that was taken.</summary>
    internal CachedSegment(CacheLeases leases, ContentHash id, string path, long sizeBytes)
    {
        _leases = leases;
        Id = id;
        Path = path;
        SizeBytes = sizeBytes;
    }

    public ContentHash Id { get; }

    public string Path { get; }

    public long SizeBytes { get; }

    /// <summary>What the file is read as; where it is not that, or not to be read, null, and the lease is given back.</summary>
    internal T? TryRead<T>(Func<string, T> open)
        where T : class
    {
        try
        {
            return open(Path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _leases.Release(Id);
        }
    }
}
