using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>The files outside of a repository that git reads rules from.</summary>
internal static class UserFiles
{
    /// <summary><c>core.excludesFile</c>, else where git looks without it. It need not exist.</summary>
    public static string Ignores(GitRepository repository) => Path(repository.Config("core.excludesFile"), "ignore");

    /// <summary><c>core.attributesFile</c>, else where git looks without it. It need not exist.</summary>
    public static string Attributes(GitRepository repository) => Path(repository.Config("core.attributesFile"), "attributes");

    private static string Path(string? set, string name)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (set is not null)
        {
            return set.StartsWith("~/", StringComparison.Ordinal) ? System.IO.Path.Combine(home, set[2..]) : set;
        }

        var folder = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } config ? config : System.IO.Path.Combine(home, ".config");
        return System.IO.Path.Combine(folder, "git", name);
    }
}
