using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>
/// Counts commits by file, newest first. What a file was called before it was renamed counts as that file: from there on back, since a file that came later may
/// have the old name again.
/// </summary>
internal sealed class PathCounts
{
    private readonly Dictionary<string, PathCount> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<PathCount> _all = [];

    public void Add(LogCommit commit, LogChange change)
    {
        var name = GitPath.Display(change.Path);
        if (!_byName.TryGetValue(name, out var count))
        {
            _byName.Add(name, count = new PathCount(change.Path));
            _all.Add(count);
        }

        count.Add(commit);
        if (change.OldPath is { } oldPath)
        {
            _byName[GitPath.Display(oldPath)] = count;
            _byName.Remove(name);
        }
    }

    /// <summary>Those that a view still has, the most often changed first, and the number of the others.</summary>
    public (List<PathCount> There, int Gone) Of(View view)
    {
        var there = _all.Where(count => view.Find(count.Path) >= 0).ToList();
        there.Sort(static (a, b) => a.Commits != b.Commits ? b.Commits.CompareTo(a.Commits) : a.Path.AsSpan().SequenceCompareTo(b.Path));
        return (there, _all.Count - there.Count);
    }
}
