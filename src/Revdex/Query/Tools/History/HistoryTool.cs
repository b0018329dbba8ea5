using Revdex.Git;

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
        Body = RunAsync,
        NeedPaths = static arguments => arguments.Text("name") is { } name ? Place.NeedPaths(name) ?? [GitPath.Parse(PathFilter.Clean(name))] : null,
        NeedText = static arguments => NeedsView(arguments) ? QualifiedName.LastPart(arguments.Text("name")!) : null,
        NeedsView = NeedsView,
    };

    /// <summary>Only to find a symbol by its name.</summary>
    private static bool NeedsView(ToolArguments arguments) =>
        arguments.Text("name") is { Length: > 0 } name && arguments.Text("mode") is not Churn && !Place.TryParse(name, out _);

    private static async ValueTask<ToolPage> RunAsync(ToolCall call)
    {
        var reader = call.Reader ?? throw new RevdexException("'history' reads commits: it needs a repository");
        var history = HistoryCall.Of(call, reader);
        var target = HistoryTarget.Of(history);
        var mode = call.Arguments.Text("mode") ?? (target.Kind == TargetKind.Lines ? Blame : Log);
        return mode switch
        {
            Blame => await Task.Run(() => BlameLog.Run(history, target), call.Cancellation).ConfigureAwait(false),
            Churn => await Task.Run(() => ChurnCount.Run(history, target), call.Cancellation).ConfigureAwait(false),
            Together => await Task.Run(() => TogetherCount.Run(history, target), call.Cancellation).ConfigureAwait(false),
            _ => target.Kind switch
            {
                TargetKind.Symbol => await SymbolLog.RunAsync(history, target).ConfigureAwait(false),
                TargetKind.Lines => throw new RevdexException("lines have no log: leave 'mode' out for who wrote them, or give a symbol, path:line of one, or a path", ExitCode.Usage),
                _ => await Task.Run(() => CommitList.Run(history, target), call.Cancellation).ConfigureAwait(false),
            },
        };
    }
}
