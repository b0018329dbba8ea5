using Microsoft.Win32.SafeHandles;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// A segment being written into the cache: write it to <see cref="Stream"/>, then <see cref="Land"/>. Disposed without landing, or its
/// process killed, it never was. For one thread.
/// </summary>
public sealed class SegmentDraft : IDisposable
{
    private readonly LocalCache _cache;
    private readonly FileStream _file;

    internal SegmentDraft(LocalCache cache, FileStream file)
    {
        _cache = cache;
        _file = file;
        Stream = new BufferedStream(file, 256 * 1024);
    }

    /// <summary>Empty at first; can seek, read and write.</summary>
    public Stream Stream { get; }

    internal string Path => _file.Name;

    /// <summary>For writing at offsets, from many threads; not together with <see cref="Stream"/>.</summary>
    internal SafeFileHandle Handle => _file.SafeFileHandle;

    /// <summary>Makes the segment visible under its hash and gives it, leased. It is on disk for good then, and closed.</summary>
    /// <param name="expected">What it must hash to, where that is known before.</param>
    /// <exception cref="InvalidDataException">It hashes to something else; nothing is visible.</exception>
    public CachedSegment Land(ContentHash? expected = null)
    {
        Stream.Flush();
        _file.Flush(flushToDisk: true);
        var (id, sizeBytes) = (ContentHash.OfFile(Handle), RandomAccess.GetLength(Handle));
        Stream.Dispose();
        return _cache.Land(this, id, sizeBytes, expected);
    }

    public void Dispose()
    {
        Stream.Dispose();
        AtomicFile.TryDelete(_file.Name);
    }
}
