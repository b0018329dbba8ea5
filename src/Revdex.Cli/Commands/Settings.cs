using System.CommandLine;
using Revdex.Git;
using Revdex.Snapshots;

namespace Revdex.Cli.Commands;

/// <summary>
/// What a command works with: the command line first, then REVDEX_*, git config revdex.*, .revdexconfig (<see cref="GitRepository.Setting"/>).
/// </summary>
internal sealed class Settings
{
    private Settings(GitRepository repository) => Repository = repository;

    public GitRepository Repository { get; }

    /// <summary>Null where none is set.</summary>
    public string? Store { get; private init; }

    public required CacheOptions Cache { get; init; }

    public bool Json { get; private init; }

    /// <exception cref="RevdexException">There is no repository there, or a setting is wrong.</exception>
    public static Settings Of(ParseResult parsed)
    {
        var repository = GitRepository.Open(parsed.GetValue(CommonOptions.Repo) ?? Environment.CurrentDirectory);
        return new Settings(repository)
        {
            Store = NotEmpty(parsed.GetValue(CommonOptions.Store)) ?? repository.Setting("store"),
            Cache = CacheOf(repository, parsed.GetValue(CommonOptions.Cache)),
            Json = parsed.GetValue(CommonOptions.Json),
        };
    }

    /// <exception cref="RevdexException">No store is set.</exception>
    public string StoreOrThrow() => Store ?? throw new RevdexException(
        "no store is set: give --store URL, set REVDEX_STORE, or run git config revdex.store URL", ExitCode.Usage);

    private static CacheOptions CacheOf(GitRepository repository, string? folder)
    {
        var options = new CacheOptions { Report = static line => Console.Error.WriteLine($"revdex: {line}") };
        options = (NotEmpty(folder) ?? repository.Setting("cache")) is { } set ? options with { Folder = Path.GetFullPath(set) } : options;
        return repository.Setting("cacheBudget") is { } budget ? options with { BudgetBytes = CacheOptions.ParseBudget(budget) } : options;
    }

    private static string? NotEmpty(string? text) => text is { Length: > 0 } ? text : null;
}
