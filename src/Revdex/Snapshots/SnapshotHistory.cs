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

    /// <summary>The tip of the branch that work is merged into; null where there is none.</summary>
    public Oid? DefaultBranchTip() => repository.DefaultBranchTip();

    /// <summary>
    /// A branch commit by commit (first parents), newest first, and the position of the last one that <paramref name="commit"/> has: where it left
    /// the branch, or itself. It may have come back since by a merge. Null: the branch has none of its history, as far as it is looked at.
    /// </summary>
    public (IReadOnlyList<Oid> Branch, int Position)? Along(Oid tip, Oid commit)
    {
        var branch = repository.FirstParents(tip, DistanceMax);
        var position = repository.FirstParents(tip, DistanceMax, without: commit).Count;
        return position < branch.Count ? (branch, position) : null;
    }

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
