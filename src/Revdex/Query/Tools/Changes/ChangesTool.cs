using Revdex.Facts;
using Revdex.Query.Answers;

namespace Revdex.Query.Tools.Changes;

/// <summary>Which symbols differ between two revisions, or between one and the working tree. See <see cref="SymbolPairing"/> for what counts as the same.</summary>
internal static class ChangesTool
{
    /// <summary>Behind a base: compare with what both have in common, as git's own three dots do.</summary>
    private const string MergeBaseMark = "...";

    public static ToolDefinition Definition { get; } = new(
        "changes",
        "List symbols that differ from another revision: added, removed, moved, renamed or changed.",
        [
            new("base", ArgumentType.Text, "Revision to compare with (main...: merge base); default: HEAD, or rev's parent") { Positional = true },
            CommonArguments.Path,
            CommonArguments.Kind,
            CommonArguments.Rev,
            CommonArguments.Limit,
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
        Keeping = AnswerKeeping.OfCommits,
        TellsRevision = true,
        Body = RunAsync,
    };

    private static async ValueTask<ToolPage> RunAsync(ToolCall call)
    {
        var reader = call.Reader ?? throw new RevdexException("'changes' compares revisions: it needs a repository");
        var offset = Cursor.Offset(call.Arguments);
        var (rev, path) = (call.Arguments.Text("rev"), call.Arguments.Text("path"));
        DependOnBase(call, rev);
        var against = Base(reader, call.Arguments.Text("base"), rev);
        using var listed = await reader.StateAsync(against, null, null, call.Progress, call.Cancellation).ConfigureAwait(false);
        var files = ViewComparison.DifferingFiles(listed.View, call.View, path);

        // The facts of these files, and of no others, must be there: they are made now where they are not.
        using var before = await reader.StateAsync(against, Paths(listed.View, files.Select(f => f.Before)), null, call.Progress, call.Cancellation).ConfigureAwait(false);
        using var after = await reader.StateAsync(rev, Paths(call.View, files.Select(f => f.After)), null, call.Progress, call.Cancellation).ConfigureAwait(false);
        call.Scope?.Use(before);
        call.Scope?.Use(after);
        var comparison = ReferenceEquals(after.View, call.View) && ReferenceEquals(before.View, listed.View) ? files : ViewComparison.DifferingFiles(before.View, after.View, path);

        var kinds = SymbolKindNames.MaskOf(call.Arguments.Words("kind"));
        var changes = ViewComparison.Of(before, after, comparison).FindAll(change => (kinds >> (int)change.Symbol.Kind & 1) != 0);
        var page = changes.Skip(offset).Take(call.Limit).ToList();
        var uses = new NameUses(after);
        page.ForEach(change => ChangeWriter.Write(call with { State = after }, before, change, uses));
        return call.Page(offset, page.Count, changes.Count, notice: $"compared with {Name(against, before)}");
    }

    /// <summary>What a text names may move; where branches meet hangs by what git shows of history.</summary>
    private static void DependOnBase(ToolCall call, string? rev)
    {
        var given = call.Arguments.Text("base");
        var isMergeBase = given?.EndsWith(MergeBaseMark, StringComparison.Ordinal) == true;
        call.Scope?.DependOn(DependencyKind.Git);
        call.Scope?.DependOn(DependencyKind.Revision, isMergeBase ? given![..^MergeBaseMark.Length] : given is { Length: > 0 } ? given : $"{rev}^"); // Not null where it ends so.
    }

    /// <exception cref="RevdexException">A revision is none, or there is no common ancestor.</exception>
    private static string Base(Reader reader, string? given, string? rev)
    {
        var tip = rev is null or Reader.StagedRev ? "HEAD" : rev;
        if (given is null or "")
        {
            return tip == rev ? $"{rev}^" : "HEAD";
        }

        if (!given.EndsWith(MergeBaseMark, StringComparison.Ordinal))
        {
            return given;
        }

        var repository = reader.Repository;
        var other = given[..^MergeBaseMark.Length];
        return repository.MergeBases(repository.ResolveCommit(other), repository.ResolveCommit(tip)) is [var common, ..]
            ? common.ToString()
            : throw new RevdexException($"{other} and {tip} have no common ancestor (in a shallow clone, fetch more of their history)", ExitCode.Usage);
    }

    private static List<byte[]> Paths(View view, IEnumerable<int> files) => [.. files.Where(file => file >= 0).Select(file => view.Path(file).ToArray())];

    private static string Name(string asked, QueryState state)
    {
        var commit = state.Info.Commit.Length > 12 ? state.Info.Commit[..12] : state.Info.Commit;
        return asked.StartsWith(commit, StringComparison.Ordinal) && commit.Length > 0 ? commit : $"{asked} ({commit})";
    }
}
