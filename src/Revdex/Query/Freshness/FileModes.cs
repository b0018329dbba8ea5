using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>What a file's mode says, by the repository's settings: on some systems and disks it says nothing.</summary>
internal readonly record struct FileModes(bool TrustsExecutable, bool TrustsSymlinks)
{
    public static FileModes Of(GitRepository repository) =>
        new(IsTrue(repository.Config("core.fileMode")), IsTrue(repository.Config("core.symlinks")));

    /// <summary>The mode that a file on disk has for git, given what the index has.</summary>
    public int Of(int onDisk, int tracked)
    {
        var isUntold = (!TrustsExecutable && GitMode.IsFile(tracked)) || (!TrustsSymlinks && tracked == GitMode.Symlink);
        return GitMode.IsFile(onDisk) && isUntold ? tracked : onDisk;
    }

    private static bool IsTrue(string? value) => value is null || value.ToLowerInvariant() is not ("false" or "no" or "off" or "0");
}
