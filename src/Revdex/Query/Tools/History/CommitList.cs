using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>Commits of everything, of a folder or glob, or of one file, whose renames are followed.</summary>
internal static class CommitList
{
    public static ToolPage Run(HistoryCall history, HistoryTarget target)
    {
        if (target.Kind == TargetKind.Path && !target.IsGlob && (target.File >= 0 || WasFile(history, target.Path)))
        {
            return history.WriteOpen(OfFile(history, target.Path), step => WriteStep(history, step));
        }

        var pattern = target.Pattern();
        var commits = history.Log(from => new LogQuery(from) { Paths = pattern is null ? [] : [pattern], Diff = LogDiff.OfPaths, Author = history.Author });

        // Where a shallow clone ends, git shows a commit that adds everything: it is one, but whether it is one of a path nobody knows.
        var page = history.WriteOpen(commits.Where(commit => !history.IsCutAt(commit.Oid) || pattern is null), commit => WriteCommit(history, commit));
        return page is { Total: 0, Notice: null } && pattern is not null
            ? page with { Notice = Nothing(history, target) }
            : page;
    }

    private static IEnumerable<FileStep> OfFile(HistoryCall history, byte[] path) =>
        history.From is { } from ? FileTrail.Walk(history, from, path, query => query).Where(step => history.IsByAuthor(step.Commit)) : [];

    /// <summary>A name without a slash is as likely a symbol's.</summary>
    private static string Nothing(HistoryCall history, HistoryTarget target)
    {
        var (name, noPath) = (history.Call.Arguments.Text("name") ?? "", PathNotice.NothingUnder(history.Call.View, GitPath.Display(target.Path)));
        return name.Length == 0 || target.IsGlob || name.Contains('/', StringComparison.Ordinal) ? noPath : $"{HistoryTarget.Missing(history, name)}; {noPath}";
    }

    /// <summary>Whether the last commit that touched a path which the view does not have has it as a file.</summary>
    private static bool WasFile(HistoryCall history, byte[] path)
    {
        if (history.From is not { } from || history.Call.View.Under(path) is var (start, end) && start < end)
        {
            return false;
        }

        var last = history.Repository.Log(new LogQuery(from) { Paths = [PathPattern.Literal(path)], Diff = LogDiff.OfPaths }, history.Cancellation).FirstOrDefault();
        return last?.Changes.Any(change => change.Path.AsSpan().SequenceEqual(path)) == true;
    }

    private static void WriteCommit(HistoryCall history, LogCommit commit)
    {
        var json = history.Call.Json;
        json.WriteStartObject();
        HistoryJson.WriteCommit(json, commit);
        if (commit.IsMerge)
        {
            json.WriteBoolean("merge"u8, true);
        }
        else if (!history.Shallow.Contains(commit.Oid))
        {
            json.WriteNumber("files"u8, commit.Changes.Count);
        }

        json.WriteEndObject();
    }

    private static void WriteStep(HistoryCall history, FileStep step)
    {
        var json = history.Call.Json;
        json.WriteStartObject();
        HistoryJson.WriteCommit(json, step.Commit);
        if (step.IsMerge)
        {
            json.WriteBoolean("merge"u8, true);
        }

        json.WriteString("change"u8, step.Word);
        SymbolJson.WritePath(json, step.Path);
        if (step.OldPath is { } oldPath)
        {
            HistoryJson.WriteOldPath(json, oldPath);
        }

        json.WriteEndObject();
    }
}
