namespace Revdex.Query.Freshness;

/// <summary>The folders that hold a view's files.</summary>
internal static class TrackedFolders
{
    /// <summary>The topmost folders that a watcher does not follow, though files of the view are below.</summary>
    public static List<byte[]> NotFollowed(View view, IChangeWatcher watcher)
    {
        var result = new List<byte[]>();
        if (!watcher.IsFollowed([]))
        {
            return [[]];
        }

        var last = ReadOnlySpan<byte>.Empty;
        for (var file = 0; file < view.Count; file++)
        {
            var path = view.Path(file);
            var slash = path.LastIndexOf((byte)'/');
            var folder = slash < 0 ? [] : path[..slash];
            if (!folder.SequenceEqual(last))
            {
                last = folder;
                AddTopmost(folder, watcher, result);
            }
        }

        return result;
    }

    private static void AddTopmost(ReadOnlySpan<byte> folder, IChangeWatcher watcher, List<byte[]> result)
    {
        if (folder.IsEmpty || watcher.IsFollowed(folder))
        {
            return;
        }

        for (var end = 0; end <= folder.Length; end++)
        {
            if ((end == folder.Length || folder[end] == (byte)'/') && !watcher.IsFollowed(folder[..end]))
            {
                var topmost = folder[..end];
                if (result.Count == 0 || !topmost.SequenceEqual(result[^1]))
                {
                    result.Add(topmost.ToArray());
                }

                return;
            }
        }
    }
}
