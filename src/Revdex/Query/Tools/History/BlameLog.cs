using System.Globalization;
using Revdex.Extraction.Documents;
using Revdex.Git;
using Revdex.Query.Answers;

namespace Revdex.Query.Tools.History;

/// <summary>Who last changed each line of a symbol, of lines, or of a file, as groups of consecutive lines, those that are not committed among them.</summary>
internal static class BlameLog
{
    public static async Task<ToolPage> RunAsync(HistoryCall history, HistoryTarget target)
    {
        var view = history.Call.View;
        if (target.File < 0)
        {
            throw target.Kind == TargetKind.Path
                ? PathNotice.NotThere(view, GitPath.Display(target.Path))
                : new RevdexException("blame is of a symbol, of path:line, of lines (path:10-20) or of a file: give one as name", ExitCode.Usage);
        }

        var (from, to) = Lines(history, target);
        var isCommitted = history.Call.State.Info.Rev is { Length: > 0 } rev && rev != Reader.StagedRev;
        var committed = isCommitted ? history.Call.View : SymbolLog.Committed(history);
        var head = committed.Find(target.Path);
        var isInHead = head >= 0 && committed.Oid(head) == history.Call.View.Oid(target.File);
        if (from <= to && isInHead && history is { From: { } commit, Call.Scope: { } scope })
        {
            return await PartAsync(history, scope, target, commit, from, to).ConfigureAwait(false);
        }

        history.Call.Scope?.Decline(); // What git makes of content that is not committed hangs by attributes anywhere.
        var (groups, total) = Page(history, from > to ? [] : Groups(history, target, from, to, head >= 0, isInHead));
        groups.ForEach(group => Write(history, target.File, group));
        return history.Page(groups.Count, total);
    }

    /// <summary>Lines of a file as a commit has it: questions about symbols, lines and commits have these in common.</summary>
    private static async Task<ToolPage> PartAsync(HistoryCall history, AnswerScope scope, HistoryTarget target, Oid commit, int from, int to)
    {
        var arguments = history.PartArguments(GitPath.Display(target.Path), string.Create(CultureInfo.InvariantCulture, $"{from} {to} {history.Offset} {history.Call.Limit}"));
        var (results, page) = await scope.PartAsync("history.blame", arguments, commit, (json, own) =>
        {
            own.DependOn(DependencyKind.Git);
            var part = history.Part(json, own, history.Offset);
            var (groups, total) = Page(part, history.Repository.Blame(target.Path, commit, null, from, to, history.Cancellation));
            groups.ForEach(group => Write(part, target.File, group));
            return Task.FromResult(part.PartPage(total, isMore: false));
        }).ConfigureAwait(false);
        return history.Page(history.WritePart(results, page), page.Total);
    }

    /// <summary>The groups on the page, and the number of all that are asked for.</summary>
    private static (List<BlameGroup> Groups, int Total) Page(HistoryCall history, IEnumerable<BlameGroup> all)
    {
        var asked = all.Where(group => IsAsked(history, group)).ToList();
        if (asked.Exists(group => !group.IsUncommitted && history.Shallow.Contains(group.Commit.Oid)))
        {
            history.Cut(ToolPage.Shallow, "this clone is shallow: lines of the commits where it ends may be older (git fetch --unshallow)");
        }

        return ([.. asked.Skip(history.Offset).Take(history.Call.Limit)], asked.Count);
    }

    /// <summary>The first and last line that are asked for; of an empty file there are none.</summary>
    private static (int From, int To) Lines(HistoryCall history, HistoryTarget target)
    {
        var (from, to) = target.Kind == TargetKind.Path ? (1, int.MaxValue) : (target.Line, target.EndLine);
        var content = Content(history, target);
        var count = content.Span.Count((byte)'\n') + (content.Span is [] or [.., (byte)'\n'] ? 0 : 1);
        return from <= count && from <= to ? (from, Math.Min(to, count))
            : count == 0 && target.Kind == TargetKind.Path ? (1, 0)
            : throw new RevdexException($"'{GitPath.Display(target.Path)}' has {count} lines, not {from} to {to}", ExitCode.Usage);
    }

    private static ReadOnlyMemory<byte> Content(HistoryCall history, HistoryTarget target) => DocumentText.IsMade(history.Call.View.Language(target.File)?.Form ?? DocumentForm.None)
        ? throw new RevdexException($"'{GitPath.Display(target.Path)}' is a document whose lines git does not know: ask for the history of its path", ExitCode.Usage)
        : history.Call.State.ReadContent(target.File)
        ?? throw new RevdexException($"the content of '{GitPath.Display(target.Path)}' is not in this repository (a partial clone?)");

    /// <summary>Git is given the content that the view has, so that lines are those that other answers tell.</summary>
    private static IReadOnlyList<BlameGroup> Groups(HistoryCall history, HistoryTarget target, int from, int to, bool hasHead, bool isInHead) =>
        history.From is not { } commit ? [Uncommitted(target.Path, from, to)]
        : isInHead ? history.Repository.Blame(target.Path, commit, null, from, to, history.Cancellation)
        : hasHead || history.Repository.IsStaged(target.Path) ? history.Repository.Blame(target.Path, null, Content(history, target), from, to, history.Cancellation)
        : [Uncommitted(target.Path, from, to)];

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
