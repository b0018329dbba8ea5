using System.Collections.Concurrent;
using System.Text;
using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>
/// Where the system's events come later than what they tell (Windows, macOS): a fence writes a file into the git directory, which is
/// inside what is watched, and waits for its event; events come in order, so that all earlier ones are in by then.
/// </summary>
internal sealed class CookieWatcher : IChangeWatcher
{
    /// <summary>A cookie that did not come back by then is as good as an overflow: the answer asks git.</summary>
    private const int CookieTimeoutMs = 2_000;

    /// <summary>The most that systems allow (network folders on Windows).</summary>
    private const int BufferBytes = 64 * 1024;

    private const string CookiePrefix = "revdex-cookie-";

    private static int _lastNumber;

    private readonly string _top;
    private readonly FileSystemWatcher _watcher;
    private readonly ConcurrentQueue<(WatcherChangeTypes Kind, string Path)> _events = new();
    private readonly AutoResetEvent _cookieSeen = new(false);
    private readonly string _cookieStem = $"{CookiePrefix}{Environment.ProcessId}-{Interlocked.Increment(ref _lastNumber)}-";
    private volatile string? _awaited;
    private volatile bool _isLost;
    private int _cookies;

    private CookieWatcher(string top, FileSystemWatcher watcher) => (_top, _watcher) = (top, watcher);

    public string Name => "file events";

    /// <summary>Null where the git directory is not inside the working tree: then there is no place for a cookie that nobody sees.</summary>
    public static CookieWatcher? TryCreate(GitRepository repository)
    {
        if (repository.WorkTree is not { } top || repository.GitDirectory != repository.CommonDirectory || repository.GitDirectory != Path.Combine(top, ".git"))
        {
            return null;
        }

        try
        {
            var watcher = new FileSystemWatcher(top)
            {
                IncludeSubdirectories = true,
                InternalBufferSize = BufferBytes,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size
                    | NotifyFilters.Attributes | NotifyFilters.CreationTime | NotifyFilters.Security,
            };
            var result = new CookieWatcher(top, watcher);
            result.Start();
            return result;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public ChangeSet Drain()
    {
        var isFenced = WaitForCookie();
        var changes = new ChangeSet();
        while (_events.TryDequeue(out var e))
        {
            Note(changes, e.Kind, e.Path);
        }

        changes.Lost |= _isLost;
        changes.Everything |= !isFenced;
        return changes;
    }

    public bool Follow(ReadOnlySpan<byte> folder) => true;

    public bool IsFollowed(ReadOnlySpan<byte> folder) => true;

    public bool FollowHead() => true;

    public void Dispose()
    {
        _watcher.Dispose();
        _cookieSeen.Dispose();
    }

    private void Start()
    {
        _watcher.Created += (_, e) => Take(e.ChangeType, e.FullPath);
        _watcher.Changed += (_, e) => Take(e.ChangeType, e.FullPath);
        _watcher.Deleted += (_, e) => Take(e.ChangeType, e.FullPath);
        _watcher.Renamed += (_, e) =>
        {
            Take(WatcherChangeTypes.Deleted, e.OldFullPath);
            Take(WatcherChangeTypes.Created, e.FullPath);
        };
        _watcher.Error += (_, _) => _isLost = true;
        _watcher.EnableRaisingEvents = true;
    }

    private bool WaitForCookie()
    {
        var name = $"{_cookieStem}{++_cookies}";
        var path = Path.Combine(_top, ".git", name);
        _cookieSeen.Reset();
        _awaited = name;
        try
        {
            File.WriteAllBytes(path, []);
            return _cookieSeen.WaitOne(CookieTimeoutMs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isLost |= !Directory.Exists(_top);
            return false;
        }
        finally
        {
            _awaited = null;
            Delete(path);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left behind; the name is not used again.
        }
    }

    private void Take(WatcherChangeTypes kind, string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        if (!name.StartsWith(CookiePrefix))
        {
            _events.Enqueue((kind, path));
        }
        else if (kind == WatcherChangeTypes.Created && _awaited is { } awaited && name.SequenceEqual(awaited))
        {
            _cookieSeen.Set();
        }
    }

    private void Note(ChangeSet changes, WatcherChangeTypes kind, string fullPath)
    {
        var relative = Path.GetRelativePath(_top, fullPath);
        if (relative is "." or ".git")
        {
            return;
        }

        var path = Encoding.UTF8.GetBytes(Path.DirectorySeparatorChar == '/' ? relative : relative.Replace(Path.DirectorySeparatorChar, '/'));
        if (path.AsSpan().StartsWith(".git/"u8))
        {
            changes.Parts |= GitDirectoryNames.PartOf(path.AsSpan(5));
            return;
        }

        NoteEntry(changes, kind, path, fullPath);
    }

    /// <summary>What went may have been a file or a folder; nobody can tell any more.</summary>
    private static void NoteEntry(ChangeSet changes, WatcherChangeTypes kind, byte[] path, string fullPath)
    {
        var name = path.AsSpan(path.AsSpan().LastIndexOf((byte)'/') + 1);
        if (name.SequenceEqual(".git"u8))
        {
            changes.Everything = true;
        }
        else if (kind == WatcherChangeTypes.Deleted)
        {
            changes.Gone.Add(path);
            changes.Files.Add(path);
        }
        else if (!IsFolder(fullPath))
        {
            changes.Files.Add(path);
        }
        else if (kind == WatcherChangeTypes.Created)
        {
            changes.Come.Add(path);
        }

        changes.Parts |= name.SequenceEqual(".gitignore"u8) ? RepositoryParts.Ignores : RepositoryParts.None;
        changes.Parts |= name.SequenceEqual(".gitattributes"u8) ? RepositoryParts.Settings : RepositoryParts.None;
    }

    private static bool IsFolder(string path)
    {
        try
        {
            return (File.GetAttributes(path) & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.Directory;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
