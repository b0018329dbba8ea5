using Revdex.Git;

namespace Revdex.Snapshots.Pruning;

/// <summary>What a clone says of commits: which are to be kept, and which it has at all.</summary>
public sealed class RetainedCommits
{
    private readonly GitRepository _repository;
    private readonly HashSet<Oid> _named;
    private readonly HashSet<Oid> _last;

    private RetainedCommits(GitRepository repository, HashSet<Oid> named, HashSet<Oid> last) => (_repository, _named, _last) = (repository, named, last);

    /// <exception cref="RevdexException">The clone is shallow: what it does not have may be anything.</exception>
    public static RetainedCommits Of(GitRepository repository, int lastCommits)
    {
        if (repository.IsShallow)
        {
            throw new RevdexException("this clone's history is cut off, so that it cannot tell what is old: prune from a full clone (git fetch --unshallow; fetch-depth: 0)");
        }

        var tips = new[] { repository.DefaultBranchTip(), repository.Head() }.OfType<Oid>().Distinct();
        return new RetainedCommits(repository, [.. repository.RefTargets(), .. tips], [.. tips.SelectMany(t => lastCommits > 0 ? repository.FirstParents(t, lastCommits) : [])]);
    }

    /// <summary>Whether a branch, here or on a remote, or a tag has it as its tip.</summary>
    public bool IsNamed(Oid commit) => _named.Contains(commit);

    public bool IsAmongLast(Oid commit) => _last.Contains(commit);

    /// <summary>Those that this clone has.</summary>
    public IReadOnlySet<Oid> Known(IEnumerable<Oid> commits) =>
        _repository.Existing([.. commits.Where(c => c.Length == (int)_repository.ObjectFormat).Distinct()]).ToHashSet();
}
