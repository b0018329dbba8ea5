using System.Text;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;
using Revdex.Query.Freshness;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Query.Freshness;

/// <summary>A repository whose working tree is followed, and what git and the disk say it holds, computed afresh.</summary>
internal sealed class WatchedRepository : IDisposable
{
    /// <summary>Set-up that takes longer hangs.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly bool _ownsRepository;
    private TemporaryFolder? _gitDirectory;

    /// <param name="watcher">inotify, events or polling.</param>
    public WatchedRepository(string watcher, TestRepository? repository = null, int watchesMax = 100_000)
    {
        _ownsRepository = repository is null;
        Repository = repository ?? TestRepository.Init();
        var git = Repository.Open();
        Tree = new WorkTree(git, LanguageDetection.Of(git, cache: null), CreatorOf(watcher, watchesMax), _ => { });
    }

    public TestRepository Repository { get; }

    public WorkTree Tree { get; }

    /// <summary>The watchers that this system has.</summary>
    public static TheoryData<string> Watchers => OperatingSystem.IsLinux() ? ["inotify", "events", "polling"] : ["events", "polling"];

    /// <summary>A repository of two files, watched already.</summary>
    /// <param name="elsewhere">Its git directory is not in the working tree.</param>
    public static async Task<WatchedRepository> BeginAsync(string watcher, bool elsewhere = false)
    {
        var watched = elsewhere ? InTwoFolders(watcher) : new WatchedRepository(watcher);
        watched.Repository.Write("a.py", "def a\n");
        watched.Repository.Write("src/b.py", "def b\n");
        watched.Repository.Commit();
        await watched.ArmAsync();
        return watched;
    }

    /// <summary>Waits until changes are watched, and takes the watcher over.</summary>
    public async Task ArmAsync()
    {
        Tree.Refresh(default);
        await Tree.Armed.WaitAsync(Timeout);
        Tree.Refresh(default);
    }

    /// <summary>One refresh must give what git and the disk say.</summary>
    public WorkTreeState Check()
    {
        var state = Tree.Refresh(default);
        Assert.Equal(Expected(), Listing(state.View));
        Assert.Equal(Staged(), Listing(state.Staged.Value));
        var head = Repository.TryRun("rev-parse", "--verify", "--quiet", "HEAD");
        Assert.Equal(head.ExitCode == 0 ? Encoding.ASCII.GetString(head.Output).Trim() : null, state.Commit?.ToString());
        return state;
    }

    public void Dispose()
    {
        Tree.Dispose();
        if (_ownsRepository || _gitDirectory is not null)
        {
            Repository.Dispose();
        }

        _gitDirectory?.Dispose();
    }

    public static List<string> Listing(View view)
    {
        var result = new List<string>();
        for (var file = 0; file < view.Count; file++)
        {
            result.Add($"{Latin(view.Path(file))} {Convert.ToString(view.Mode(file), 8)} {view.Oid(file)}");
        }

        return result;
    }

    /// <summary>Tracked and untracked files as they are on disk now.</summary>
    private List<string> Expected()
    {
        var submodules = Entries(Repository.RunBytes("ls-files", "-z", "-s")).Where(entry => entry.StartsWith("160000", StringComparison.Ordinal))
            .ToDictionary(entry => entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..], entry => entry.Split(' ')[1]);
        var paths = Entries(Repository.RunBytes("ls-files", "-z", "--cached", "--others", "--exclude-standard")).Distinct();
        var lines = new List<(string Path, string Line)>();
        foreach (var path in paths)
        {
            if (submodules.TryGetValue(path, out var commit))
            {
                lines.Add((path, $"{path} 160000 {commit}"));
            }
            else if (OnDisk(path) is { } entry)
            {
                lines.Add((path, $"{path} {entry}"));
            }
        }

        return [.. lines.OrderBy(line => line.Path, StringComparer.Ordinal).Select(line => line.Line)];
    }

    private string? OnDisk(string path)
    {
        var full = new FileInfo(Repository.FullPath(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(path))));
        if (ThroughLink(full.Directory!) || Directory.Exists(full.FullName) && full.LinkTarget is null)
        {
            return null;
        }

        if (full.LinkTarget is { } target)
        {
            return $"120000 {Oid.OfBlob(Encoding.UTF8.GetBytes(target), ObjectFormat.Sha1)}";
        }

        var isExecutable = full.Exists && (full.UnixFileMode & UnixFileMode.UserExecute) != 0;
        return full.Exists ? $"{(isExecutable ? "100755" : "100644")} {Oid.OfBlob(File.ReadAllBytes(full.FullName), ObjectFormat.Sha1)}" : null;
    }

    private bool ThroughLink(DirectoryInfo folder) =>
        folder.FullName.Length > Repository.Root.Length && (folder.LinkTarget is not null || ThroughLink(folder.Parent!));

    /// <summary>The index; of a path in conflict ours, else theirs.</summary>
    private List<string> Staged()
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Entries(Repository.RunBytes("ls-files", "-z", "-s")))
        {
            var (fields, path) = (entry.Split('\t')[0].Split(' '), entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..]);
            if (fields[2] is "0" or "2" || (fields[2] == "3" && !entries.ContainsKey(path)))
            {
                entries[path] = $"{path} {fields[0]} {fields[1]}";
            }
        }

        return [.. entries.Values];
    }

    private static Func<GitRepository, IChangeWatcher?>? CreatorOf(string watcher, int watchesMax) => watcher switch
    {
        "inotify" => r => Inotify(r, watchesMax),
        "events" => CookieWatcher.TryCreate,
        _ => null,
    };

    private static InotifyWatcher? Inotify(GitRepository repository, int watchesMax) =>
        OperatingSystem.IsLinux() ? InotifyWatcher.TryCreate(repository, watchesMax) : null;

    private static WatchedRepository InTwoFolders(string watcher)
    {
        var folder = new TemporaryFolder();
        return new WatchedRepository(watcher, Elsewhere(folder["git"])) { _gitDirectory = folder };
    }

    private static TestRepository Elsewhere(string gitDirectory)
    {
        var repository = TestRepository.Init();
        repository.Run("init", "-q", $"--separate-git-dir={gitDirectory}", ".");
        return repository;
    }

    private static string[] Entries(byte[] output) => Latin(output).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static string Latin(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
