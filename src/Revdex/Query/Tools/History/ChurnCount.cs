using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>The files that most commits changed. Merges are not counted: what they brought is told by the commits that they merged.</summary>
internal static class ChurnCount
{
    /// <summary>Some seconds of comparing trees.</summary>
    public const int CommitsMax = 20_000;

    public static ToolPage Run(HistoryCall history, HistoryTarget target)
    {
        var counts = new PathCounts();
        var counted = 0;
        var pattern = target.Pattern();
        foreach (var commit in Commits(history, from => new LogQuery(from) { Paths = pattern is null ? [] : [pattern], Diff = LogDiff.OfPaths }))
        {
            counted++;
            foreach (var change in commit.Changes)
            {
                counts.Add(commit, change);
            }
        }

        var (there, gone) = counts.Of(history.Call.View);
        AddNotices(history, counted, gone);
        if (counted == 0 && pattern is not null && history.Since is null && history.Author is null)
        {
            history.AddNotice(PathNotice.NothingUnder(history.Call.View, GitPath.Display(target.Path)));
        }

        return history.Write(there, count => Write(history, count, null));
    }

    /// <summary>The commits that count: no merges, none whose changes cannot be told, and not more than one answer may look at.</summary>
    public static IEnumerable<LogCommit> Commits(HistoryCall history, Func<Oid, LogQuery> query)
    {
        var looked = 0;
        foreach (var commit in history.Log(from => query(from) with { IsWithoutMerges = true, RenamePercent = 100, Author = history.Author }))
        {
            if (looked++ == CommitsMax)
            {
                history.Cut(ToolPage.Commits, $"counted the newest {CommitsMax} commits, back to {HistoryJson.Date(commit.Time)}");
                yield break;
            }

            if (!history.IsCutAt(commit.Oid))
            {
                yield return commit;
            }
        }
    }

    public static void AddNotices(HistoryCall history, int counted, int gone)
    {
        history.AddNotice($"of {counted} commits (no merges)");
        if (gone > 0)
        {
            history.AddNotice($"{gone} files that are not there any more are left out");
        }
    }

    /// <param name="share">Of the commits that were counted; null: not told.</param>
    public static void Write(HistoryCall history, PathCount count, double? share)
    {
        var json = history.Call.Json;
        json.WriteStartObject();
        SymbolJson.WritePath(json, count.Path);
        json.WriteNumber("commits"u8, count.Commits);
        if (share is { } part)
        {
            json.WriteNumber("share"u8, Math.Round(part, 3));
        }

        json.WriteNumber("authors"u8, count.Authors);
        json.WriteString("last_commit"u8, HistoryJson.Short(count.Last!.Oid)); // Something was counted.
        json.WriteString("last_date"u8, HistoryJson.Date(count.Last.Time));
        json.WriteEndObject();
    }
}
