using Revdex.Git;

namespace Revdex.Hooks;

/// <summary>
/// What the hooks and the indexing they start keep in a git directory, one set per worktree, since each has a HEAD of its own.
/// The hook files in <c>hooks/</c> name the folder, the log and the marker too.
/// </summary>
internal static class HookPaths
{
    /// <summary>
    /// Folders in the git directory while git applies many commits: a rebase, a rebase by patches, a cherry-pick or revert of several.
    /// Git deletes them with all they hold when it is done, and so the marker cannot be left behind.
    /// </summary>
    private static readonly string[] BusyFolders = ["rebase-merge", "rebase-apply", "sequencer"];

    public static string Folder(string gitDirectory) => Path.Combine(gitDirectory, "revdex");

    public static string Log(string gitDirectory) => Path.Combine(Folder(gitDirectory), "hooks.log");

    /// <summary>There since a hook asked and until HEAD is read for it.</summary>
    public static string Request(string gitDirectory) => Path.Combine(Folder(gitDirectory), "hooks.requested");

    /// <summary>Held open by the one that indexes.</summary>
    public static string Lock(string gitDirectory) => Path.Combine(Folder(gitDirectory), "hooks.lock");

    public static IEnumerable<string> Files(string gitDirectory) => [Log(gitDirectory), Request(gitDirectory), Lock(gitDirectory)];

    /// <summary>Whether git is in the middle of applying commits.</summary>
    public static bool IsBusy(string gitDirectory) => BusyFolders.Any(f => Directory.Exists(Path.Combine(gitDirectory, f)));

    /// <summary>What the first hook of a rebase makes, so that those after it start nothing.</summary>
    public static IEnumerable<string> Markers(string gitDirectory) => BusyFolders.Select(f => Path.Combine(gitDirectory, f, "revdex-waits"));

    /// <summary>The git directories of the main and of all linked worktrees.</summary>
    public static IEnumerable<string> GitDirectories(GitRepository repository)
    {
        var worktrees = Path.Combine(repository.CommonDirectory, "worktrees");
        return [repository.CommonDirectory, .. Directory.Exists(worktrees) ? Directory.EnumerateDirectories(worktrees) : []];
    }
}
