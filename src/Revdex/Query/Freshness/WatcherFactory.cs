using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>Which watching this system and this working tree allow.</summary>
internal static class WatcherFactory
{
    /// <summary>Null where none: then each answer asks git.</summary>
    public static IChangeWatcher? TryCreate(GitRepository repository)
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
        {
            return InotifyWatcher.TryCreate(repository);
        }

        return CookieWatcher.TryCreate(repository);
    }

    /// <summary>Null where the folder is not there.</summary>
    public static IWorkTreeFiles? TryOpenFiles(string top)
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
        {
            return LinuxFiles.TryOpen(top);
        }

        return Directory.Exists(top) ? new PortableFiles(top) : null;
    }
}
