using System.CommandLine;
using Revdex.Git;
using Revdex.Embedding;
using Revdex.Indexing.Embeddings;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Trust;

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

    /// <summary>How that store is opened.</summary>
    public required StoreOptions StoreOptions { get; init; }

    public required CacheOptions Cache { get; init; }

    public bool Json { get; private init; }

    /// <summary>Keys of the user's own configuration; never of a committed file.</summary>
    public required TrustedKeys TrustedKeys { get; init; }

    /// <summary>Whether dear answers are kept in the cache.</summary>
    public bool KeepsAnswers => Repository.Setting("keepAnswers") is not { } text || IsOn(text);

    /// <summary>Whether what is kept of a commit is published with it.</summary>
    public bool PublishesAnswers => IsOn(Repository.Setting("publishAnswers"));

    /// <summary>Whether notes go with what is published; a committed file cannot turn it on.</summary>
    public bool PublishesNotes => IsOn(Repository.Setting("publishNotes"));

    /// <summary>How chunks are embedded. The model is code that runs here, or a path of this machine: a committed file cannot set it.</summary>
    public EmbedOptions Embedding
    {
        get
        {
            var model = Repository.Setting("embedModel");
            var fetched = model is not null && FetchedModel.IsUrl(model) ? new FetchedModel(model, Cache.Folder, StoreOptions with { IsNamedByUser = true }) : null;
            return new()
            {
                ModelFolder = fetched?.Folder ?? (model is null ? null : Path.GetFullPath(model)),
                Fetched = fetched,
                OnnxRuntime = Repository.Setting("onnxRuntime"),
            };
        }
    }

    /// <summary>What readers take.</summary>
    public TrustPolicy Trust => TrustPolicy.Of(TrustedKeys);

    /// <exception cref="RevdexException">There is no repository there, or a setting is wrong.</exception>
    public static Settings Of(ParseResult parsed)
    {
        var repository = GitRepository.Open(parsed.GetValue(CommonOptions.Repo) ?? Environment.CurrentDirectory);
        return new Settings(repository)
        {
            Store = NotEmpty(parsed.GetValue(CommonOptions.Store)) ?? repository.Setting("store"),
            StoreOptions = new StoreOptions
            {
                IsNamedByUser = NotEmpty(parsed.GetValue(CommonOptions.Store)) is not null || repository.IsSetByUser("store"),
                AllowsPlainHttp = IsOn(repository.Setting("plainHttp")),
            },
            Cache = CacheOf(repository, parsed.GetValue(CommonOptions.Cache)),
            Json = parsed.GetValue(CommonOptions.Json),
            TrustedKeys = TrustedKeys.Parse(repository.SettingValues("trustedKey"), "revdex.trustedkey"),
        };
    }

    /// <exception cref="RevdexException">No store is set.</exception>
    public string StoreOrThrow() => Store ?? throw new RevdexException(
        "no store is set: give --store URL, set REVDEX_STORE, or run git config revdex.store URL", ExitCode.Usage);

    /// <summary>What indexing takes: what readers do; what the key of this job signed is recognised, so that it can be published again.</summary>
    /// <exception cref="RevdexException">The signing key is none.</exception>
    public TrustPolicy TrustWithOwnKey()
    {
        using var key = SigningKey.OfEnvironment();
        return key is null ? Trust : Trust.With(key.PublicKey);
    }

    /// <summary>Signs with the key of the environment, if there is one.</summary>
    /// <exception cref="RevdexException">It is none, or readers who trust what is trusted here would refuse what is published.</exception>
    public ManifestSeal SealForPublishing()
    {
        var key = SigningKey.OfEnvironment();
        if (key is not null && !TrustedKeys.IsEmpty && !TrustedKeys.Contains(key.PublicKey.Id))
        {
            throw new RevdexException($"the key in {SigningKey.Variable} ({key.PublicKey.Id[..16]}…) is not among revdex.trustedkey: add it, or sign with one that is", ExitCode.Trust);
        }

        if (key is null && !TrustedKeys.IsEmpty)
        {
            throw new RevdexException(
                $"revdex.trustedkey is set, so that nobody would take what is published unsigned: set {SigningKey.Variable}, or publish for a pull request with --pr", ExitCode.Trust);
        }

        return key is null ? ManifestSeal.None : ManifestSeal.Publishing(key, TrustedKeys);
    }

    private static CacheOptions CacheOf(GitRepository repository, string? folder)
    {
        var options = new CacheOptions { Report = static line => Console.Error.WriteLine($"revdex: {line}") };
        options = (NotEmpty(folder) ?? repository.Setting("cache")) is { } set ? options with { Folder = Path.GetFullPath(set) } : options;
        return repository.Setting("cacheBudget") is { } budget ? options with { BudgetBytes = CacheOptions.ParseBudget(budget) } : options;
    }

    /// <summary>As git reads a boolean.</summary>
    private static bool IsOn(string? text) => text?.ToLowerInvariant() is "true" or "yes" or "on" or "1";

    private static string? NotEmpty(string? text) => text is { Length: > 0 } ? text : null;
}
