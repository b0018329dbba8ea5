using System.CommandLine;
using System.Globalization;

namespace Revdex.Cli.Commands;

/// <summary>Options of every command.</summary>
internal static class CommonOptions
{
    public static Option<string?> Repo { get; } = new("--repo", "-C")
    {
        Description = "Work on the repository that holds this folder",
        HelpName = "path",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print JSON, for programs",
        Recursive = true,
    };

    public static Option<string?> Store { get; } = new("--store")
    {
        Description = "Where snapshots are published, such as file:///srv/revdex; also REVDEX_STORE and git config revdex.store",
        HelpName = "url",
        Recursive = true,
    };

    /// <summary>Of the commands that say so.</summary>
    public static Option<string?> PullRequest { get; } = new("--pr")
    {
        Description = "Use the store's part of this pull request, where nobody signs",
        HelpName = "n",
    };

    public static Option<string?> Cache { get; } = new("--cache")
    {
        Description = "Cache folder; also REVDEX_CACHE and git config revdex.cache",
        HelpName = "folder",
        Recursive = true,
    };

    /// <exception cref="RevdexException">No number that a pull request can have.</exception>
    public static int? PullRequestOf(ParseResult parsed) =>
        parsed.GetValue(PullRequest) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new RevdexException($"--pr {text}: give the number of a pull request, from 1 on", ExitCode.Usage);
}
