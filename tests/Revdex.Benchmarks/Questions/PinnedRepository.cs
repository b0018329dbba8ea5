namespace Revdex.Benchmarks.Questions;

/// <summary>What is cloned where it is missing.</summary>
internal sealed record PinnedRepository(string Name, string Url, string? Language, string Commit)
{
    /// <summary>Whether a folder is a clone at the commit, without changes.</summary>
    public bool IsAt(string clone) =>
        Directory.Exists(clone) && GitText.Run(clone, "rev-parse", "HEAD").Trim() == Commit && GitText.Run(clone, "status", "--porcelain").Length == 0;

    /// <summary>What to do where it is not.</summary>
    public string CloneCommand(string clone) => $"{Name} is not there at its commit: git clone {Url} {clone} && git -C {clone} checkout --quiet {Commit}";
}
