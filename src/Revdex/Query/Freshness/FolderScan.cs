namespace Revdex.Query.Freshness;

/// <summary>
/// Walks the folders whose files may be in a view: those that hold tracked files, and those that are not ignored. Each is
/// followed before it is read, so that what changes while the walk goes on is told.
/// </summary>
/// <param name="isTracked">Whether tracked files are below a folder.</param>
/// <param name="isClosed">Whether a folder is another repository's (a submodule).</param>
internal sealed class FolderScan(
    IWorkTreeFiles files, IChangeWatcher watcher, IgnoreRules rules, Func<byte[], bool> isTracked, Func<byte[], bool> isClosed)
{
    /// <summary>The files found; null where watching is not to be had.</summary>
    /// <exception cref="RevdexException">Git failed to say what is ignored.</exception>
    public List<byte[]>? Walk(byte[] from)
    {
        var found = new List<byte[]>();
        var level = from.Length == 0 ? [from] : Open([from]);
        while (level.Count > 0)
        {
            var next = new List<byte[]>();
            foreach (var folder in level)
            {
                if (!watcher.Follow(folder))
                {
                    return null;
                }

                Read(folder, found, next);
            }

            level = Open(next);
        }

        return found;
    }

    private void Read(byte[] folder, List<byte[]> found, List<byte[]> folders)
    {
        var entries = files.List(folder) ?? [];
        if (folder.Length > 0 && !isTracked(folder) && entries.Exists(entry => entry.Name.AsSpan().SequenceEqual(".git"u8)))
        {
            return; // A repository of its own.
        }

        foreach (var entry in entries)
        {
            byte[] path = folder.Length == 0 ? entry.Name : [.. folder, (byte)'/', .. entry.Name];
            if (!entry.IsFolder)
            {
                found.Add(path);
            }
            else if (!entry.Name.AsSpan().SequenceEqual(".git"u8))
            {
                folders.Add(path);
            }
        }
    }

    private List<byte[]> Open(List<byte[]> folders)
    {
        var open = folders.FindAll(folder => isTracked(folder));
        var asked = folders.FindAll(folder => !isTracked(folder) && !isClosed(folder));
        var ignored = asked.Count == 0 ? [] : rules.AreIgnored(asked);
        open.AddRange(asked.Where((_, i) => !ignored[i]));
        return open;
    }
}
