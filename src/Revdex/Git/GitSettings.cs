namespace Revdex.Git;

/// <summary>
/// Revdex's own settings. The first that is there counts: the command line (the caller's), the environment (<c>REVDEX_STORE</c> for <c>store</c>,
/// <c>REVDEX_TRUSTEDKEY</c> for <c>trustedKey</c>), git config <c>revdex.store</c>, and the committed <c>.revdexconfig</c>.
/// </summary>
internal static class GitSettings
{
    /// <summary>The committed file: git-config syntax, at the top of the tree.</summary>
    public const string CommittedFile = ".revdexconfig";

    /// <summary>
    /// What the committed file may say, since whoever can commit says it: nothing that names a command, a key, or a path to write to.
    /// </summary>
    private static readonly string[] Safe = ["store"];

    public static bool IsSafe(string name) => Safe.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of the environment; an empty variable is as good as none.</summary>
    public static string? OfEnvironment(string name) =>
        Environment.GetEnvironmentVariable(VariableOf(name)) is { Length: > 0 } value ? value : null;

    /// <summary>What our own variables start with.</summary>
    public const string VariablePrefix = "REVDEX_";

    /// <summary><c>trustedKey</c> → <c>REVDEX_TRUSTEDKEY</c>: git config has no case, so neither do words within a name.</summary>
    internal static string VariableOf(string name) => VariablePrefix + name.ToUpperInvariant();
}
