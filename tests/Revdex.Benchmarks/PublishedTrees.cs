using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;
using Revdex.Snapshots;

namespace Revdex.Benchmarks;

/// <summary>Which blobs the trees of the published commits have: what the best choice among all of them could leave, were a reader to look at each.</summary>
internal sealed class PublishedTrees
{
    /// <summary>Per blob the stretches of commits, by position, that have it: first and one after the last.</summary>
    private readonly Dictionary<BlobKey, List<(int From, int To)>> _stretches = [];

    private readonly int _count;

    /// <param name="commits">In the order of their history, so that stretches are long.</param>
    public PublishedTrees(GitRepository repository, IReadOnlyList<Oid> commits)
    {
        _count = commits.Count;
        for (var i = 0; i < commits.Count; i++)
        {
            foreach (var key in View.Of(repository.ListTree(commits[i]), LanguageDetection.Of(repository, cache: null)).Keys())
            {
                Add(key, i);
            }
        }
    }

    /// <summary>The fewest of the blobs that any published commit's tree lacks.</summary>
    public int FewestMissing(IReadOnlyCollection<BlobKey> blobs)
    {
        var steps = new int[_count + 1];
        foreach (var (from, to) in blobs.SelectMany(b => _stretches.GetValueOrDefault(b) ?? []))
        {
            steps[from]++;
            steps[to]--;
        }

        var (present, most) = (0, 0);
        foreach (var step in steps)
        {
            present += step;
            most = Math.Max(most, present);
        }

        return blobs.Count - most;
    }

    private void Add(BlobKey key, int commit)
    {
        if (!_stretches.TryGetValue(key, out var stretches))
        {
            _stretches.Add(key, stretches = []);
        }

        if (stretches.Count > 0 && stretches[^1].To == commit)
        {
            stretches[^1] = (stretches[^1].From, commit + 1);
        }
        else
        {
            stretches.Add((commit, commit + 1));
        }
    }
}
