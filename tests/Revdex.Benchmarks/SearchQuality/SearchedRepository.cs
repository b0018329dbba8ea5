namespace Revdex.Benchmarks.SearchQuality;

/// <summary>A repository at the commit that is searched.</summary>
/// <param name="Commit">What is indexed, less the doc comments that are asked for.</param>
/// <param name="Until">The last of the later commits that questions are drawn from.</param>
internal sealed record SearchedRepository(string Name, string Url, string Language, string Commit, string Until)
{
    public bool IsIn(string clone) => Directory.Exists(clone) && GitText.Run(clone, "rev-parse", "--verify", Commit + "^{commit}").Trim() == Commit;

    /// <summary>What to do where it is not.</summary>
    public string CloneCommand(string clone) => $"{Name} is not there: git clone --no-checkout {Url} {clone}";
}
