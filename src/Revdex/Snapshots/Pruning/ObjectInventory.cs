using Revdex.Storage;

namespace Revdex.Snapshots.Pruning;

/// <summary>The objects of a store, sorted by whether a manifest names them.</summary>
internal sealed class ObjectInventory
{
    private readonly HashSet<ContentHash> _named;
    private readonly HashSet<ContentHash> _present = [];
    private readonly DateTimeOffset _youngest;

    /// <param name="youngest">What was put later stays, whatever it is.</param>
    public ObjectInventory(IEnumerable<StoredManifest> kept, DateTimeOffset youngest) => (_named, _youngest) = ([.. kept.SelectMany(m => m.Named)], youngest);

    /// <summary>To be deleted, in order of keys.</summary>
    public List<StoredObject> Garbage { get; } = [];

    /// <summary>Unneeded, but young.</summary>
    public int SparedCount { get; private set; }

    public int KeptCount { get; private set; }

    public long KeptBytes { get; private set; }

    public void Add(StoredObject found)
    {
        if (SnapshotKeys.HashOf(found.Key) is not { } hash)
        {
            return; // Not ours to judge.
        }

        _present.Add(hash);
        var isNamed = _named.Contains(hash);
        if (!isNamed && found.ModifiedAt <= _youngest)
        {
            Garbage.Add(found);
            return;
        }

        SparedCount += isNamed ? 0 : 1;
        KeptCount++;
        KeptBytes += found.SizeBytes;
    }

    /// <summary>Manifests of which an object seems to be lacking. Those that are not readable may name what is none.</summary>
    public IEnumerable<(StoredManifest Manifest, ContentHash Lacking)> Lacking(IEnumerable<StoredManifest> kept) =>
        from manifest in kept
        where manifest.IsReadable
        let lacking = manifest.Named.Where(h => !_present.Contains(h)).Take(1).ToList()
        where lacking.Count > 0
        select (manifest, lacking[0]);
}
