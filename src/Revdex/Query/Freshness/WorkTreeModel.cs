using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>
/// What is known of a working tree, in three layers: the commit, where the index differs from it, and where the disk differs from
/// the index. The view is the last that says something of a path.
/// </summary>
internal sealed class WorkTreeModel(LanguageDetection detection)
{
    private readonly HashSet<byte[]> _differing = new(PathComparer.Instance);
    private Dictionary<byte[], TrackedEntry> _index = new(PathComparer.Instance);
    private Dictionary<byte[], DiskEntry> _disk = new(PathComparer.Instance);

    public Oid? Commit { get; private set; }

    public View Committed { get; private set; } = View.Empty(detection);

    public View View { get; private set; } = View.Empty(detection);

    /// <summary>What the index holds.</summary>
    public Lazy<View> Staged { get; private set; } = new(() => View.Empty(detection));

    public bool IsDirty => _differing.Count > 0;

    public DiskEntry? Disk(byte[] path) => _disk.GetValueOrDefault(path);

    public TrackedEntry Tracked(byte[] path)
    {
        if (_index.TryGetValue(path, out var staged))
        {
            return staged;
        }

        var file = Committed.Find(path);
        return file < 0 ? default : new TrackedEntry(Committed.Oid(file), Committed.Mode(file));
    }

    public bool IsSubmodule(byte[] path) => Tracked(path).Mode == GitMode.Submodule;

    public bool HasTrackedBelow(byte[] folder) => IsBelow(Committed, folder) || IsBelow(View, folder) || _index.Keys.Any(path => IsBelow(path, folder));

    public static bool IsBelow(View view, byte[] folder)
    {
        var (start, end) = view.Under(folder);
        return end > start;
    }

    /// <summary>Replaces all that is known. Entries of the disk must differ from the index.</summary>
    public void Reset(Oid? commit, View committed, Dictionary<byte[], TrackedEntry> index, Dictionary<byte[], DiskEntry> disk)
    {
        (Commit, Committed, _index, _disk) = (commit, committed, index, disk);
        var changes = index.Keys.Concat(disk.Keys).Distinct(PathComparer.Instance).Select(ChangeOf).ToList();
        var view = committed.With(changes);
        View = view.HasSameFiles(View) ? View : view;
        Staged = new Lazy<View>(() => committed.With([.. index.Select(e => new FileChange(e.Key, e.Value.Mode == 0 ? null : e.Value.Oid, e.Value.Mode))]));
        _differing.Clear();
        NoteDifferences(changes);
    }

    /// <summary>Sets what the disk has for some paths (null: what the index has).</summary>
    public void Update(List<(byte[] Path, DiskEntry? Entry)> entries)
    {
        foreach (var (path, entry) in entries)
        {
            if (entry is null)
            {
                _disk.Remove(path);
            }
            else
            {
                _disk[path] = entry;
            }
        }

        var changes = entries.ConvertAll(entry => ChangeOf(entry.Path));
        View = View.With(changes.FindAll(change => !IsSame(View, change)));
        NoteDifferences(changes);
    }

    private FileChange ChangeOf(byte[] path)
    {
        if (_disk.TryGetValue(path, out var entry))
        {
            return new FileChange(path, entry.Oid, entry.Mode);
        }

        var tracked = Tracked(path);
        return new FileChange(path, tracked.Mode == 0 ? null : tracked.Oid, tracked.Mode);
    }

    private void NoteDifferences(List<FileChange> changes)
    {
        foreach (var change in changes)
        {
            if (IsSame(Committed, change))
            {
                _differing.Remove(change.Path);
            }
            else
            {
                _differing.Add(change.Path);
            }
        }
    }

    private static bool IsSame(View view, FileChange change)
    {
        var file = view.Find(change.Path);
        return file < 0 ? change.Oid is null : change.Oid is { } oid && view.Oid(file) == oid && view.Mode(file) == change.Mode;
    }

    private static bool IsBelow(byte[] path, byte[] folder) =>
        path.Length > folder.Length && path.AsSpan().StartsWith(folder) && (folder.Length == 0 || path[folder.Length] == (byte)'/');
}
