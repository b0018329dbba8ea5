namespace Revdex.Snapshots.Pruning;

/// <summary>Adds up what several runs did. For one thread, but for <see cref="NoteDeleted"/>.</summary>
internal sealed class PruneTally
{
    private readonly Dictionary<Retention, int> _snapshots = [];
    private readonly SortedSet<string> _broken = new(StringComparer.Ordinal);
    private List<string> _unreadable = [];
    private ObjectInventory? _objects;
    private long _manifestBytes;
    private int _objectsDeleted;
    private long _bytesDeleted;

    public int HintsDeleted { get; set; }

    /// <summary>What this run found; of kept ones the last run counts.</summary>
    public void NoteVerdicts(IReadOnlyDictionary<StoredManifest, Retention> verdicts)
    {
        foreach (var retention in Enum.GetValues<Retention>())
        {
            var count = verdicts.Values.Count(r => r == retention);
            _snapshots[retention] = SnapshotJudge.IsKept(retention) ? count : _snapshots.GetValueOrDefault(retention) + count;
        }

        _unreadable = [.. verdicts.Where(v => SnapshotJudge.IsKept(v.Value) && !v.Key.IsReadable).Select(v => v.Key.Key).Order(StringComparer.Ordinal)];
        _manifestBytes = verdicts.Where(v => SnapshotJudge.IsKept(v.Value)).Sum(v => v.Key.Stored.SizeBytes);
        _bytesDeleted += verdicts.Where(v => !SnapshotJudge.IsKept(v.Value)).Sum(v => v.Key.Stored.SizeBytes);
    }

    public void NoteObjects(ObjectInventory objects) => _objects = objects;

    public void NoteDeleted(long sizeBytes)
    {
        Interlocked.Increment(ref _objectsDeleted);
        Interlocked.Add(ref _bytesDeleted, sizeBytes);
    }

    public void NoteBroken(StoredManifest manifest) => _broken.Add(manifest.Key);

    public PruneResult Result(string store, bool isDryRun) => new()
    {
        Store = store,
        IsDryRun = isDryRun,
        Snapshots = _snapshots,
        Unreadable = _unreadable,
        Broken = [.. _broken],
        ObjectsKept = _objects?.KeptCount ?? 0,
        BytesKept = _manifestBytes + (_objects?.KeptBytes ?? 0),
        ObjectsDeleted = _objectsDeleted,
        ObjectsSpared = _objects?.SparedCount ?? 0,
        BytesDeleted = _bytesDeleted,
        HintsDeleted = HintsDeleted,
    };
}
