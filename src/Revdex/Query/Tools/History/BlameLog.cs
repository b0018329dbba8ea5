using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>Who last changed each line of a symbol, of lines, or of a file, as groups of consecutive lines, those that are not committed among them.</summary>
internal static class BlameLog
{
    public static ToolPage Run(HistoryCall history, HistoryTarget target)
    {
        var view = history.Call.View;
        if (target.File < 0)
        {
            throw target.Kind == TargetKind.Path
                ? PathNotice.NotThere(view, GitPath.Display(target.Path))
                : new RevdexException("blame is of a symbol, of path:line, of lines (path:10-20) or of a file: give one as name", ExitCode.Usage);
        }

        var groups = Groups(history, target).Where(group => IsAsked(history, group)).ToList();
        if (groups.Exists(group => !group.IsUncommitted && history.Shallow.Contains(group.Commit.Oid)))
        {
            history.Cut(ToolPage.Shallow, "this clone is shallow: lines of the commits where it ends may be older (git fetch --unshallow)");
        }

        return history.Write(groups, group => Write(history, target.File, group));
    }

    /// <summary>Git is given the content that the view has, so that lines are those that other answers tell.</summary>
    private static IReadOnlyList<BlameGroup> Groups(HistoryCall history, HistoryTarget target)
    {
        var (state, file) = (history.Call.State, target.File);
        var (from, to) = target.Kind == TargetKind.Path ? (1, int.MaxValue) : (target.Line, target.EndLine);
        var content = state.ReadContent(file)
            ?? throw new RevdexException($"the content of '{GitPath.Display(target.Path)}' is not in this repository (a partial clone?)");
        var count = content.Span.Count((byte)'\n') + (content.Span is [] or [.., (byte)'\n'] ? 0 : 1);
        if (from > count || to < from)
        {
            return count == 0 && target.Kind == TargetKind.Path ? []
                : throw new RevdexException($"'{GitPath.Display(target.Path)}' has {count} lines, not {from} to {to}", ExitCode.Usage);
        }

        to = Math.Min(to, count);
        var isCommitted = state.Info.Rev.Length > 0 && state.Info.Rev != Reader.StagedRev;
        var committed = isCommitted ? state.View : SymbolLog.Committed(history);
        var head = committed.Find(target.Path);
        return history.From is not { } commit ? [Uncommitted(target.Path, from, to)]
            : head >= 0 && committed.Oid(head) == state.View.Oid(file) ? history.Repository.Blame(target.Path, commit, null, from, to, history.Cancellation)
            : head >= 0 || history.Repository.IsStaged(target.Path) ? history.Repository.Blame(target.Path, null, content, from, to, history.Cancellation)
            : [Uncommitted(target.Path, from, to)];
    }

    private static BlameGroup Uncommitted(byte[] path, int from, int to) => new(from, to, path, new LogCommit(default, [], 0, "", "", "", []));

    private static bool IsAsked(HistoryCall history, BlameGroup group) => group.IsUncommitted
        ? history.Author is null
        : history.IsByAuthor(group.Commit) && (history.Since is null || group.Commit.Time >= history.Since);

    private static void Write(HistoryCall history, int file, BlameGroup group)
    {
        var json = history.Call.Json;
        json.WriteStartObject();
        SymbolJson.WritePath(json, history.Call.View.Path(file));
        json.WriteNumber("line"u8, group.Line);
        json.WriteNumber("end_line"u8, group.EndLine);
        HistoryJson.WriteCommit(json, group.IsUncommitted ? null : group.Commit);
        if (!group.IsUncommitted && history.Shallow.Contains(group.Commit.Oid))
        {
            json.WriteBoolean("boundary"u8, true);
        }

        if (!group.IsUncommitted && !group.Path.AsSpan().SequenceEqual(history.Call.View.Path(file)))
        {
            HistoryJson.WriteOldPath(json, group.Path);
        }

        json.WriteEndObject();
    }
}
