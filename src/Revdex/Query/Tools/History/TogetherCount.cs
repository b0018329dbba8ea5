using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>The files that were changed in the same commits as a path: in how many, and in which part of those that changed it.</summary>
internal static class TogetherCount
{
    /// <summary>A commit of more files (an import, a reformatting) says nothing of what belongs together.</summary>
    private const int FilesMax = 50;

    public static ToolPage Run(HistoryCall history, HistoryTarget target)
    {
        if (target.Kind == TargetKind.Everything)
        {
            throw new RevdexException("files that change together with what? Give a path as name", ExitCode.Usage);
        }

        if (target.Kind != TargetKind.Path)
        {
            history.AddNotice($"of the file {GitPath.Display(target.Path)}");
        }

        var counts = new PathCounts();
        var (counted, large) = (0, 0);
        foreach (var (commit, changes) in Commits(history, target))
        {
            if (commit.Changes.Count > FilesMax)
            {
                large++;
                continue;
            }

            counted++;
            changes.ForEach(change => counts.Add(commit, change));
        }

        var (there, gone) = counts.Of(history.Call.View);
        ChurnCount.AddNotices(history, counted, gone);
        if (large > 0)
        {
            history.AddNotice($"{large} commits of more than {FilesMax} files are left out");
        }

        return history.Write(there, count => ChurnCount.Write(history, count, (double)count.Commits / counted));
    }

    /// <summary>Each commit that changed the path, with its changes elsewhere.</summary>
    private static IEnumerable<(LogCommit Commit, List<LogChange> Others)> Commits(HistoryCall history, HistoryTarget target)
    {
        if (target.File < 0)
        {
            var pattern = target.Pattern()!; // It is a path.
            return ChurnCount.Commits(history, from => new LogQuery(from) { Paths = [pattern], Diff = LogDiff.Whole })
                .Select(commit => (commit, commit.Changes.Where(change => !IsIn(target, change.Path)).ToList()));
        }

        return history.From is not { } from ? []
            : FileTrail.Walk(history, from, target.Path, query => query with { RenamePercent = 100 })
                .Where(step => !step.IsMerge && history.IsByAuthor(step.Commit))
                .Take(ChurnCount.CommitsMax)
                .Select(step => (step.Commit, step.Commit.Changes.Where(change => change != step.Change).ToList()));
    }

    private static bool IsIn(HistoryTarget target, ReadOnlySpan<byte> path) => !target.IsGlob
        ? path.StartsWith(target.Path) && (path.Length == target.Path.Length || path[target.Path.Length] == '/')
        : Glob.Matches(target.Path.Contains((byte)'/') ? target.Path : [.. "**/"u8, .. target.Path], path);
}
