using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>What the search for a snapshot asks of git's history.</summary>
internal sealed class SnapshotHistory(GitRepository repository)
{
    /// <summary>How far back a distance is counted.</summary>
    private const int DistanceMax = 10_000;

    public List<Oid> Ancestors(Oid commit, int max) => [.. repository.Ancestors(commit, max)];

    /// <summary>Branches that were probably published: this one, and what default branches are called.</summary>
    public IEnumerable<string> LikelyBranches() => new[] { repository.HeadBranch(), "main", "master" }.OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Where the commit left the default branch; null where it did not, or there is none.</summary>
    public Oid? ForkPoint(Oid commit) =>
        repository.DefaultBranchTip() is { } tip && tip != commit && repository.MergeBases(commit, tip) is [var fork, ..] && fork != commit ? fork : null;

    public bool IsHere(Oid commit)
    {
        try
        {
            repository.TreeOf(commit);
            return true;
        }
        catch (RevdexException)
        {
            return false;
        }
    }

    /// <summary>How many commits git names before one of the two, going back from the other; null where neither descends from the other.</summary>
    public int? Distance(Oid commit, Oid other) => CountTo(commit, other) ?? CountTo(other, commit);

    private int? CountTo(Oid from, Oid ancestor) =>
        repository.Ancestors(from, DistanceMax).Select((commit, i) => (commit, i)).Where(c => c.commit == ancestor).Select(c => (int?)c.i).FirstOrDefault();
}
