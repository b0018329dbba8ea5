using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>
/// Walks the commits that changed one file, newest first, and where a commit renamed it goes on with the old path from there. (<c>git log --follow</c> has one
/// path at a time for all branches, and loses the file on those that did not rename it.) Each path is walked as git simplifies its history: of a
/// merge that took one side's file as it was, only that side; a merge is told only where its file is like no parent's.
/// </summary>
internal static class FileTrail
{
    /// <summary>As git itself has it for a rename with edits.</summary>
    private const int RenamePercent = 50;

    /// <summary>Only files that are exactly the same, for which no content is read.</summary>
    private const int SamePercent = 100;

    /// <param name="with">Changes the query that each path's commits are asked for with, but not which commits it tells.</param>
    public static IEnumerable<FileStep> Walk(HistoryCall history, Oid from, byte[] path, Func<LogQuery, LogQuery> with)
    {
        var (starts, seen) = (new Queue<(Oid From, byte[] Path)>(), new HashSet<(Oid, string)>());
        starts.Enqueue((from, path));
        while (starts.TryDequeue(out var start))
        {
            // Of the commits of a path those count that lead to where the walk starts: before it was renamed to, it may have been another file's.
            var awaited = default(HashSet<Oid>);
            var name = GitPath.Display(start.Path);
            var query = with(new LogQuery(start.From) { Paths = [PathPattern.Literal(start.Path)], Diff = LogDiff.Whole, HasParents = true, Since = history.Since });
            foreach (var commit in history.Log(query))
            {
                if (awaited?.Contains(commit.Oid) == false || history.IsCutAt(commit.Oid) || ChangeOf(commit, start.Path) is not { } change || !seen.Add((commit.Oid, name)))
                {
                    continue;
                }

                var sources = Sources(history, commit, change);
                yield return new FileStep(commit, start.Path, sources.Find(source => source is not null), change);
                (awaited ??= []).UnionWith(sources is [{ }] ? [] : commit.Parents);
                for (var i = 0; i < sources.Count; i++)
                {
                    if (sources[i] is { } source && history.Repository.Parent(commit.Oid, i + 1) is { } parent)
                    {
                        starts.Enqueue((parent, source));
                    }
                }
            }
        }
    }

    /// <summary>What a commit did to a path; null where it changed only what is below it.</summary>
    public static LogChange? ChangeOf(LogCommit commit, ReadOnlySpan<byte> path)
    {
        foreach (var change in commit.Changes)
        {
            if (change.Path.AsSpan().SequenceEqual(path))
            {
                return change;
            }
        }

        return null;
    }

    /// <summary>The file that a commit renamed to this path, compared with a parent (from 1); null where it renamed none, and where there is no such parent.</summary>
    public static LogChange? RenameOf(HistoryCall history, Oid commit, int parent, ReadOnlySpan<byte> path)
    {
        if (history.Repository.Parent(commit, parent) is null)
        {
            return null;
        }

        foreach (var rename in Renames(history, commit, parent))
        {
            if (rename.Path.AsSpan().SequenceEqual(path))
            {
                return rename;
            }
        }

        return null;
    }

    /// <summary>For each parent that does not have the file, where it came from.</summary>
    private static List<byte[]?> Sources(HistoryCall history, LogCommit commit, LogChange change)
    {
        var sources = new List<byte[]?>();
        for (var i = 0; i < change.OldOids.Count; i++)
        {
            var isNew = change.OldOids[i].IsNone && !change.NewOid.IsNone;
            sources.Add(change.OldPath ?? (isNew ? RenameOf(history, commit.Oid, i + 1, change.Path)?.OldPath : null));
        }

        return sources;
    }

    /// <summary>Where contents are missing, as in a partial clone, only exact renames can be told.</summary>
    private static IReadOnlyList<LogChange> Renames(HistoryCall history, Oid commit, int parent)
    {
        if (!history.Repository.IsPartialClone)
        {
            try
            {
                return history.Repository.Renames(commit, parent, RenamePercent, history.Cancellation);
            }
            catch (RevdexException)
            {
                // An object is missing; the second try tells whether anything else is wrong.
            }
        }

        history.AddNotice("contents are missing in this clone: files that were renamed and edited at once are not followed");
        return history.Repository.Renames(commit, parent, SamePercent, history.Cancellation);
    }
}
