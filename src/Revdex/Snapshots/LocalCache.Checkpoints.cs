using Revdex.Storage;

namespace Revdex.Snapshots;

public sealed partial class LocalCache
{
    /// <summary>Notes a segment of unfinished work. Nothing else needs to be known of it: a segment lists its blobs.</summary>
    public void SaveCheckpoint(CachedSegment segment)
    {
        Write(_folder.Checkpoint(segment.Id), ReadOnlyMemory<byte>.Empty);
        Guard(_maintenance.RunIfDue);
    }

    /// <summary>Segments of unfinished or interrupted work of any repository, newest first.</summary>
    public IReadOnlyList<ContentHash> Checkpoints() =>
        Guard(() => CacheFolder.FilesIn(_folder.Checkpoints))
            .OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => ContentHash.TryParse(f.Name, out var id) ? id : default)
            .Where(id => !id.IsNone && HasSegment(id)).ToList();

    /// <summary>Forgets a checkpoint whose facts are in a Final entry now. The segment goes with the next clean-up, unless something uses it.</summary>
    public void RemoveCheckpoint(ContentHash id) => AtomicFile.TryDelete(_folder.Checkpoint(id));
}
