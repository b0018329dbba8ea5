using System.Runtime.Versioning;
using System.Text;
using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>
/// Linux: a watch on each folder that may hold files of a view, and on the few folders of the git directory that matter. Watches
/// are on inodes while a view knows paths, so a folder that is moved loses its watches and gets them anew where it arrives.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class InotifyWatcher : IChangeWatcher
{
    /// <summary>Each takes about a kilobyte of the kernel's memory, and the limit is the user's for all programs together.</summary>
    public const int WatchesMax = 100_000;

    /// <param name="Path">From the top, or from the git directory it is in.</param>
    private readonly record struct Watched(WatchedPlace Place, byte[] Path);

    private enum WatchedPlace
    {
        Tree,

        /// <summary>The worktree's own git directory (of the main worktree also the common one).</summary>
        GitDirectory,

        /// <summary>The common git directory, where it is another.</summary>
        CommonDirectory,

        /// <summary>The folder of the user's own ignore rules.</summary>
        UserIgnores,
    }

    private readonly Inotify _inotify;
    private readonly byte[] _top;
    private readonly string _gitDirectory;
    private readonly string _commonDirectory;
    private readonly string? _userIgnores;
    private readonly int _watchesMax;
    private readonly Dictionary<int, Watched> _watches = [];
    private readonly Dictionary<byte[], int> _byPath = new(PathComparer.Instance);
    private ChangeSet _changes = new();

    private InotifyWatcher(Inotify inotify, GitRepository repository, int watchesMax)
    {
        (_inotify, _watchesMax) = (inotify, watchesMax);
        _top = Encoding.UTF8.GetBytes(repository.WorkTree ?? repository.GitDirectory);
        (_gitDirectory, _commonDirectory) = (repository.GitDirectory, repository.CommonDirectory);
        _userIgnores = UserFiles.Ignores(repository);
    }

    public string Name => "inotify";

    /// <summary>Null where the system gives no inotify.</summary>
    public static InotifyWatcher? TryCreate(GitRepository repository, int watchesMax = WatchesMax) =>
        Inotify.TryCreate() is { } inotify ? new InotifyWatcher(inotify, repository, watchesMax) : null;

    public ChangeSet Drain()
    {
        _inotify.Drain(Handle);
        var changes = _changes;
        if (!changes.IsEmpty)
        {
            _changes = new ChangeSet();
        }

        return changes;
    }

    public bool Follow(ReadOnlySpan<byte> folder)
    {
        var isTop = folder.IsEmpty;
        return Watch(WatchedPlace.Tree, folder.ToArray(), isTop ? _top : [.. _top, (byte)'/', .. folder], isTop ? InotifyMask.Self : InotifyMask.None);
    }

    public bool IsFollowed(ReadOnlySpan<byte> folder) => _byPath.GetAlternateLookup<ReadOnlySpan<byte>>().ContainsKey(folder);

    public bool FollowHead()
    {
        var isMain = string.Equals(_gitDirectory, _commonDirectory, StringComparison.Ordinal);
        var common = isMain ? WatchedPlace.GitDirectory : WatchedPlace.CommonDirectory;
        var isDone = Watch(WatchedPlace.GitDirectory, "", _gitDirectory, InotifyMask.Self) && Watch(WatchedPlace.GitDirectory, "info", _gitDirectory, 0);
        if (!isMain)
        {
            isDone = isDone && Watch(common, "", _commonDirectory, InotifyMask.Self) && Watch(common, "info", _commonDirectory, 0);
        }

        if (Path.GetDirectoryName(_userIgnores) is { } folder)
        {
            isDone = isDone && Watch(WatchedPlace.UserIgnores, "", folder, 0);
        }

        // Parents first: a folder that comes in between is told by its parent, which asks for this again.
        return isDone && GitDirectoryNames.FoldersOfHead(_gitDirectory).TrueForAll(folder => Watch(common, folder, _commonDirectory, 0));
    }

    public void Dispose() => _inotify.Dispose();

    private bool Watch(WatchedPlace place, string path, string directory, InotifyMask more) =>
        Watch(place, Encoding.UTF8.GetBytes(path), Encoding.UTF8.GetBytes(Path.Combine(directory, path)), more);

    private bool Watch(WatchedPlace place, byte[] path, byte[] fullPath, InotifyMask more)
    {
        var watch = _watches.Count >= _watchesMax ? -1 : _inotify.Add(fullPath, InotifyMask.Entries | more);
        if (watch <= 0)
        {
            return watch == 0;
        }

        if (place == WatchedPlace.Tree)
        {
            Forget(path, except: watch);
            _byPath[path] = watch;
        }

        if (place != WatchedPlace.UserIgnores || !_watches.ContainsKey(watch))
        {
            _watches[watch] = new Watched(place, path); // A folder that is watched as part of the tree stays that.
        }

        return true;
    }

    private void Handle(in InotifyEvent e)
    {
        if (e.Has(InotifyMask.Overflow))
        {
            _changes.Lost = true;
        }
        else if (_watches.TryGetValue(e.Watch, out var watched))
        {
            if (e.Has(InotifyMask.DeleteSelf | InotifyMask.MoveSelf | InotifyMask.Unmount | InotifyMask.Ignored))
            {
                HandleSelf(e, watched);
            }
            else if (watched.Place == WatchedPlace.Tree)
            {
                HandleEntry(e, watched.Path);
            }
            else if (watched.Place == WatchedPlace.UserIgnores)
            {
                _changes.Parts |= e.Name.SequenceEqual(Encoding.UTF8.GetBytes(Path.GetFileName(_userIgnores)!)) ? RepositoryParts.Ignores : 0;
            }
            else
            {
                HandleGit(e, watched);
            }
        }
    }

    private void HandleSelf(in InotifyEvent e, Watched watched)
    {
        _watches.Remove(e.Watch);
        _changes.Lost |= (watched.Path.Length == 0 && watched.Place != WatchedPlace.UserIgnores) || e.Has(InotifyMask.Unmount);
        if (watched.Place == WatchedPlace.Tree && _byPath.TryGetValue(watched.Path, out var current) && current == e.Watch)
        {
            _byPath.Remove(watched.Path);
        }
    }

    private void HandleGit(in InotifyEvent e, Watched watched)
    {
        var part = GitDirectoryNames.PartOf(watched.Path.Length == 0 ? e.Name : [.. watched.Path, (byte)'/', .. e.Name]);
        const RepositoryParts Shared = RepositoryParts.Refs | RepositoryParts.Ignores | RepositoryParts.Settings;
        _changes.Parts |= watched.Place == WatchedPlace.CommonDirectory ? part & Shared : part;
    }

    private void HandleEntry(in InotifyEvent e, byte[] folder)
    {
        if (e.Name.IsEmpty)
        {
            return; // The folder's own attributes: its parent tells.
        }

        if (e.Name.SequenceEqual(".git"u8))
        {
            _changes.Everything |= folder.Length > 0; // A repository began or ended to be there.
            return;
        }

        byte[] path = folder.Length == 0 ? e.Name.ToArray() : [.. folder, (byte)'/', .. e.Name];
        if (e.Has(InotifyMask.Folder))
        {
            HandleFolder(e, path);
        }
        else
        {
            _changes.Files.Add(path);
            _changes.Parts |= e.Name.SequenceEqual(".gitignore"u8) ? RepositoryParts.Ignores : RepositoryParts.None;
            _changes.Parts |= e.Name.SequenceEqual(".gitattributes"u8) ? RepositoryParts.Settings : RepositoryParts.None;
        }
    }

    private void HandleFolder(in InotifyEvent e, byte[] path)
    {
        if (e.Has(InotifyMask.MovedFrom))
        {
            ForgetBelow(path);
        }

        if (e.Has(InotifyMask.MovedFrom | InotifyMask.Delete))
        {
            Forget(path, except: 0);
            _changes.Gone.Add(path);
        }
        else
        {
            _changes.Come.Add(path);
        }
    }

    private void ForgetBelow(byte[] folder)
    {
        byte[] prefix = [.. folder, (byte)'/'];
        foreach (var path in _byPath.Keys.Where(path => path.AsSpan().StartsWith(prefix)).ToList())
        {
            Forget(path, except: 0);
        }
    }

    private void Forget(byte[] path, int except)
    {
        if (_byPath.TryGetValue(path, out var watch) && watch != except)
        {
            _byPath.Remove(path);
            if (_watches.TryGetValue(watch, out var watched) && watched.Path.AsSpan().SequenceEqual(path))
            {
                _watches.Remove(watch); // Otherwise the folder is watched elsewhere by now.
                _inotify.Remove(watch);
            }
        }
    }
}
