using System.Text;
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

    /// <summary>Notes a file of unfinished work that does not tell by itself what it is of.</summary>
    /// <param name="origin">What it is of: who continues that work asks for it by this.</param>
    internal void SaveCheckpoint(CachedSegment file, ContentHash origin)
    {
        Write(_folder.Checkpoint(file.Id), Encoding.ASCII.GetBytes(origin.ToString()));
        Guard(_maintenance.RunIfDue);
    }

    /// <summary>The file of unfinished work that was noted with this origin; null where there is none.</summary>
    internal ContentHash? CheckpointOf(ContentHash origin)
    {
        var text = Encoding.ASCII.GetBytes(origin.ToString());
        foreach (var id in Checkpoints())
        {
            if (Guard(() => HasContent(_folder.Checkpoint(id), text)))
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>Segments of unfinished or interrupted work of any repository, newest first.</summary>
    public IReadOnlyList<ContentHash> Checkpoints() =>
        Guard(() => CacheFolder.FilesIn(_folder.Checkpoints))
            .OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => ContentHash.TryParse(f.Name, out var id) ? id : default)
            .Where(id => !id.IsNone && HasSegment(id)).ToList();

    /// <summary>Forgets a checkpoint whose facts are in a Final entry now. The segment goes with the next clean-up, unless something uses it.</summary>
    public void RemoveCheckpoint(ContentHash id) => AtomicFile.TryDelete(_folder.Checkpoint(id));

    /// <summary>False where somebody else removed it meanwhile.</summary>
    private static bool HasContent(string path, byte[] content)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } file && file.Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
