using Revdex.Git;
using Revdex.Query.Answers;

namespace Revdex.Query.Tools.History;

/// <summary>
/// What git knows of a symbol, a path, or everything: commits, who wrote which lines, which files change most and together. A symbol's history is made of
/// facts: layout and comments do not count.
/// </summary>
internal static class HistoryTool
{
    private const string Log = "log";
    private const string Blame = "blame";
    public const string Churn = "churn";
    private const string Together = "together";

    public static ToolDefinition Definition { get; } = new(
        "history",
        "List commits, those that changed a symbol or path, blame, files that change most or together.",
        [
            new("name", ArgumentType.Text, "Symbol, path, path:line or path:10-20") { Positional = true },
            new("mode", ArgumentType.Text, "Default: log; blame of lines") { Words = [Log, Blame, Churn, Together] },
            CommonArguments.Path,
            new("author", ArgumentType.Text, "Part of name or e-mail"),
            new("since", ArgumentType.Text, "2026-01-31 or 3 months"),
            CommonArguments.Rev,
            CommonArguments.Limit,
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
        Keeping = AnswerKeeping.OfHistory,
        Body = RunAsync,
        NeedPaths = static arguments => arguments.Text("name") is { } name ? Place.NeedPaths(name) ?? [GitPath.Parse(PathFilter.Clean(name))] : null,
        NeedText = static arguments => NeedsView(arguments) ? QualifiedName.LastPart(arguments.Text("name")!) : null,
        NeedsView = NeedsView,
    };

    /// <summary>Only to find a symbol by its name.</summary>
    private static bool NeedsView(ToolArguments arguments) =>
        arguments.Text("name") is { Length: > 0 } name && arguments.Text("mode") is not Churn && !Place.TryParse(name, out _);

    /// <summary>What of the view it takes to tell what is asked about. A name is looked for everywhere; a place is in one file; else it matters which paths there are.</summary>
    private static void DependOnTarget(ToolCall call)
    {
        var name = call.Arguments.Text("name") ?? "";
        call.Scope?.DependOn(DependencyKind.Head);
        if (NeedsView(call.Arguments) && call.View.Find(GitPath.Parse(PathFilter.Clean(name))) < 0)
        {
            call.Scope?.DependOn(DependencyKind.View);
            return;
        }

        call.Scope?.DependOn(DependencyKind.Paths);
        if (Place.TryParse(name, out var place))
        {
            call.Scope?.DependOn(DependencyKind.File, place.Path);
        }

        call.Scope?.DependOn(DependencyKind.File, PathFilter.Clean(name));
    }

    private static async ValueTask<ToolPage> RunAsync(ToolCall call)
    {
        var reader = call.Reader ?? throw new RevdexException("'history' reads commits: it needs a repository");
        var history = HistoryCall.Of(call, reader);
        DependOnTarget(call);
        var target = HistoryTarget.Of(history);
        var mode = call.Arguments.Text("mode") ?? (target.Kind == TargetKind.Lines ? Blame : Log);
        return mode switch
        {
            Blame => await Task.Run(() => BlameLog.RunAsync(history, target), call.Cancellation).ConfigureAwait(false),
            Churn => await Task.Run(() => ChurnCount.Run(history.OnGit(), target), call.Cancellation).ConfigureAwait(false),
            Together => await Task.Run(() => TogetherCount.Run(history.OnGit(), target), call.Cancellation).ConfigureAwait(false),
            _ => target.Kind switch
            {
                TargetKind.Symbol => await SymbolLog.RunAsync(history, target).ConfigureAwait(false),
                TargetKind.Lines => throw new RevdexException("lines have no log: leave 'mode' out for who wrote them, or give a symbol, path:line of one, or a path", ExitCode.Usage),
                _ => await Task.Run(() => CommitList.Run(history.OnGit(), target), call.Cancellation).ConfigureAwait(false),
            },
        };
    }
}
