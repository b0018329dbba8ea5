namespace Revdex.Git;

/// <summary>Where git is.</summary>
/// <remarks>
/// The system's own look-up is not used: <see cref="System.Diagnostics.Process"/> tries the current directory before <c>PATH</c>,
/// so that a file named "git" at the top of a repository would be run.
/// </remarks>
internal static class GitExecutable
{
    private static readonly Lazy<string> Found = new(() => Search(Environment.GetEnvironmentVariable("PATH")));

    /// <summary>The absolute path, searched once.</summary>
    /// <exception cref="RevdexException">There is none.</exception>
    public static string Path => Found.Value;

    /// <summary>The first git in the absolute folders of a <c>PATH</c>; relative folders depend on where one stands and are passed over.</summary>
    internal static string Search(string? path)
    {
        var name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        foreach (var folder in (path ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var candidate = System.IO.Path.Combine(folder, name);
            if (System.IO.Path.IsPathFullyQualified(folder) && IsExecutable(candidate))
            {
                return candidate;
            }
        }

        throw new RevdexException("git was not found: install git and put it on PATH");
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode Any = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Any) != 0);
    }
}
