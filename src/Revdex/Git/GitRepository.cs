using System.Globalization;
using System.Text;

namespace Revdex.Git;

/// <summary>
/// A git repository, asked through the git executable. Safe for many threads. Each call starts a process and blocks until it
/// has answered (some milliseconds; listings of large trees some hundreds), but for <see cref="OpenCatFile"/>. Calls throw
/// <see cref="RevdexException"/> where git fails, and the process is killed when their token is cancelled.
/// </summary>
public sealed partial class GitRepository
{
    private readonly GitCommand _git;
    private readonly Lock _configLock = new();
    private GitConfig? _config;
    private GitConfig? _committedConfig;

    private GitRepository(GitCommand git, string gitDirectory, string commonDirectory, string? workTree, ObjectFormat objectFormat, bool isShallow)
    {
        (_git, GitDirectory, CommonDirectory, WorkTree, ObjectFormat, IsShallow) =
            (git, gitDirectory, commonDirectory, workTree, objectFormat, isShallow);
    }

    /// <summary>The absolute git directory; of a linked worktree, its own (<c>.git/worktrees/NAME</c>).</summary>
    public string GitDirectory { get; }

    /// <summary>The absolute git directory that all worktrees share.</summary>
    public string CommonDirectory { get; }

    /// <summary>The absolute top folder of the working tree; null in a bare repository (and inside a git directory).</summary>
    public string? WorkTree { get; }

    public ObjectFormat ObjectFormat { get; }

    /// <summary>Whether history is cut off (as it was when opened).</summary>
    public bool IsShallow { get; }

    /// <summary>Whether a remote holds objects that this clone lacks by design; what is absent is never fetched from here.</summary>
    public bool IsPartialClone => ConfigSnapshot.IsPartialClone;

    /// <summary>The folder git runs hooks from: <c>core.hooksPath</c>, else <c>hooks</c> in the common directory. It need not exist.</summary>
    public string HooksPath => Path.GetFullPath(Line(_git.Run(["rev-parse", "--path-format=absolute", "--git-path", "hooks"])));

    private GitConfig ConfigSnapshot
    {
        get
        {
            lock (_configLock)
            {
                return _config ??= _git.Read(["config", "--list", "-z", "--show-scope"], 0, GitConfig.ReadScoped);
            }
        }
    }

    /// <summary>The repository that holds this folder.</summary>
    /// <exception cref="RevdexException">It is in none, git refuses it, or git is missing (<see cref="ExitCode.Environment"/>).</exception>
    public static GitRepository Open(string directory) => Open(directory, GitExecutable.Path);

    internal static GitRepository Open(string directory, string executable)
    {
        var folder = Path.GetFullPath(directory);
        var git = new GitCommand(executable, folder);
        using var process = git.Start(
            ["rev-parse", "--path-format=absolute", "--show-object-format", "--is-shallow-repository", "--git-dir", "--git-common-dir", "--show-toplevel"]);
        var lines = Encoding.UTF8.GetString(process.ReadToEnd()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var exitCode = process.WaitForExit();

        // Where there is no working tree the last question fails, and the others have been answered.
        if (lines.Length < 4 || (exitCode != 0 && !process.Error().Contains("must be run in a work tree", StringComparison.Ordinal)))
        {
            throw process.Error().Contains("not a git repository", StringComparison.OrdinalIgnoreCase)
                ? new RevdexException($"'{folder}' is not in a git repository: run this in one, or name one")
                : process.Failure(exitCode);
        }

        return Create(executable, lines, exitCode == 0);
    }

    /// <summary>The same repository with another file as its index.</summary>
    internal GitRepository WithIndex(string path)
    {
        var git = new GitCommand(_git.Executable, _git.Directory) { Variables = new Dictionary<string, string>(_git.Variables) { ["GIT_INDEX_FILE"] = path } };
        return new GitRepository(git, GitDirectory, CommonDirectory, WorkTree, ObjectFormat, IsShallow) { _config = ConfigSnapshot };
    }

    /// <summary>The tip of HEAD; null in a repository without commits.</summary>
    public Oid? Head() => TryResolve("HEAD^{commit}");

    /// <summary>The branch that is checked out, without <c>refs/heads/</c> (it may have no commit yet); null when HEAD is detached.</summary>
    public string? HeadBranch() =>
        _git.TryRun(["symbolic-ref", "--quiet", "--short", "HEAD"]) is { } name ? Line(name) : null;

    /// <summary>The commit that a text a user typed names.</summary>
    /// <exception cref="RevdexException">None (<see cref="ExitCode.Usage"/>).</exception>
    public Oid ResolveCommit(string rev)
    {
        try
        {
            // ':/TEXT' searches messages and takes all that follows as its text.
            var commit = TryResolve(rev.StartsWith(":/", StringComparison.Ordinal) ? rev : $"{rev}^{{commit}}");
            var hint = IsShallow ? " (its history is cut off: git fetch --unshallow gets the rest)" : "";
            return commit ?? throw new RevdexException($"'{rev}' is not a commit of this repository{hint}", ExitCode.Usage);
        }
        catch (RevdexException e) when (e.ExitCode != ExitCode.Usage)
        {
            throw new RevdexException($"'{rev}' is not a commit of this repository: {e.Message}", ExitCode.Usage, e);
        }
    }

    /// <exception cref="RevdexException">The commit is not there (<see cref="ExitCode.Usage"/>).</exception>
    public Oid TreeOf(Oid commit) =>
        TryResolve($"{commit}^{{tree}}") ?? throw new RevdexException($"commit {commit} is not in this repository", ExitCode.Usage);

    /// <summary>The value of a git config key as git sees it, read once; null where there is none.</summary>
    public string? Config(string key) => ConfigSnapshot.Get(key);

    /// <summary>
    /// A setting of ours: the environment, else git config <c>revdex.NAME</c>, else, for what is safe, the committed <c>.revdexconfig</c>
    /// (the working tree's; a bare repository's HEAD). The command line, which comes before all, is the caller's.
    /// </summary>
    /// <param name="name">In camel case, without <c>revdex.</c>.</param>
    public string? Setting(string name) =>
        GitSettings.OfEnvironment(name) ?? Config($"revdex.{name}") ?? (GitSettings.IsSafe(name) ? Committed().Get($"revdex.{name}") : null);

    /// <summary>The values of a setting that can have several: those of the environment, else all of git config.</summary>
    /// <param name="name">In camel case, without <c>revdex.</c>; never one of those that <c>.revdexconfig</c> may have.</param>
    public IReadOnlyList<string> SettingValues(string name) =>
        GitSettings.OfEnvironment(name) is { } value ? [value] : ConfigSnapshot.GetAll($"revdex.{name}");

    /// <summary>Whether the user set it (the environment, git config), and not a committed file alone.</summary>
    public bool IsSetByUser(string name) => GitSettings.OfEnvironment(name) is not null || Config($"revdex.{name}") is not null;

    /// <summary>Writes this repository's own config; null removes the key.</summary>
    public void SetConfig(string key, string? value)
    {
        if (value is not null)
        {
            _git.Run(["config", "--local", "--replace-all", key, value]);
        }
        else if (Config(key) is not null)
        {
            _git.TryRun(["config", "--local", "--unset-all", key], absence: 5);
        }

        lock (_configLock)
        {
            _config = null;
        }
    }

    private static GitRepository Create(string executable, string[] lines, bool hasWorkTree)
    {
        if (lines.Length != (hasWorkTree ? 5 : 4))
        {
            throw new RevdexException("a repository whose path holds a line feed is not supported: move it");
        }

        var objectFormat = lines[0] == "sha256" ? ObjectFormat.Sha256 : ObjectFormat.Sha1;
        var (gitDirectory, commonDirectory) = (Path.GetFullPath(lines[2]), Path.GetFullPath(lines[3]));
        var workTree = hasWorkTree ? Path.GetFullPath(lines[4]) : null;

        // From here on git is told where the repository is: were it removed, git would look in the folders above and find another.
        var variables = new Dictionary<string, string> { ["GIT_DIR"] = gitDirectory };
        if (workTree is not null)
        {
            variables["GIT_WORK_TREE"] = workTree;
        }

        var git = new GitCommand(executable, workTree ?? gitDirectory) { Variables = variables };
        return new GitRepository(git, gitDirectory, commonDirectory, workTree, objectFormat, lines[1] == "true");
    }

    private GitConfig Committed()
    {
        lock (_configLock)
        {
            return _committedConfig ??= ReadCommitted();
        }
    }

    /// <summary>Git reads the file for us and follows no include in it; a symlink could lead anywhere and is passed over.</summary>
    private GitConfig ReadCommitted()
    {
        if (WorkTree is null)
        {
            return TryResolve($"HEAD:{GitSettings.CommittedFile}") is { } blob
                ? _git.Read(["config", "--no-includes", "--blob", blob.ToString(), "--list", "-z"], 0, GitConfig.ReadPlain)
                : new GitConfig();
        }

        var file = new FileInfo(Path.Combine(WorkTree, GitSettings.CommittedFile));
        return file is { Exists: true, LinkTarget: null }
            ? _git.Read(["config", "--no-includes", "--file", file.FullName, "--list", "-z"], 0, GitConfig.ReadPlain)
            : new GitConfig();
    }

    /// <summary>A leading '-' is never a revision's, so that no text is taken for an option.</summary>
    internal Oid? TryResolve(string rev)
    {
        if (rev.StartsWith('-') || rev.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var output = _git.TryRun(["rev-parse", "--verify", "--quiet", "--end-of-options", rev]);
        return output is not null && Oid.TryParse(Line(output), out var oid) ? oid : null;
    }

    private static string Line(byte[] output) => Encoding.UTF8.GetString(output).TrimEnd('\n');

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
