using Revdex.Git;
using Revdex.Query.Answers;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>Who calls, implements and imports whom. Every edge says how it is known: <see cref="Known"/>.</summary>
internal static class GraphTool
{
    private const int DepthMax = 10;

    /// <summary>Of relations that are asked for whole: paths and what derives from a type.</summary>
    private static readonly string[] Deep = ["path", "implementations", "overrides"];

    public static ToolDefinition Definition { get; } = new(
        "graph",
        "Walk the graph of calls, types or imports; each edge says how it is known.",
        [
            new("name", ArgumentType.Text, "Symbol, Container.Name or path:line; for imports a file or module") { Required = true, Positional = true },
            new("relation", ArgumentType.Text, "Default: callers") { Words = ["callers", "callees", "implementations", "overrides", "imports", "importers", "path"] },
            new("to", ArgumentType.Text, "End of the path"),
            new("depth", ArgumentType.Integer, "Steps; but 10 for path and implementations") { Default = 1, Min = 1, Max = DepthMax },
            new("known", ArgumentType.Text, "Weakest edges walked") { Words = KnownNames.Words },
            CommonArguments.Path,
            CommonArguments.Rev,
            CommonArguments.Limit,
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
        Keeping = AnswerKeeping.OfViews,
        Body = static call => ValueTask.FromResult(Run(call)),
        NeedPaths = static arguments => NeedPaths(arguments),
        NeedText = static arguments => arguments.Text("relation") is "imports" or "importers" || Place.TryParse(arguments.Text("name")!, out _)
            ? null : QualifiedName.LastPart(arguments.Text("name")!),
    };

    private static ToolPage Run(ToolCall call)
    {
        var offset = Cursor.Offset(call.Arguments);
        var relation = call.Arguments.Text("relation") ?? "callers";
        if (relation == "path" != (call.Arguments.Text("to") is { Length: > 0 }))
        {
            throw new RevdexException(relation == "path" ? "relation 'path' needs the argument 'to'" : "'to' is for relation 'path'", ExitCode.Usage);
        }

        var depth = call.Arguments.Has("depth") || !Deep.Contains(relation) ? call.Arguments.Integer("depth") : DepthMax;
        var resolver = ResolverPool.Take(call.State, call.Cancellation);
        var question = new GraphQuestion(resolver, depth, KnownNames.Parse(call.Arguments.Text("known")), call.Progress);
        var answer = question.Answer(relation, call.Arguments.Text("name")!, call.Arguments.Text("to"));
        var filter = PathFilter.Of(call.View, call.Arguments.Text("path"));
        var rows = call.Arguments.Text("path") is null ? answer.Rows : answer.Rows.FindAll(r => r.Node is { } node && filter.Matches(call.View, node.File));
        var page = rows.Skip(offset).Take(call.Limit).ToList();
        page.ForEach(row => GraphWriter.Write(call, resolver.Facts, row));
        ResolverPool.GiveBack(resolver);
        return call.Page(offset, page.Count, rows.Count, answer.IsCut ? ToolPage.Nodes : null, answer.Notice) with { IsAtLeast = answer.IsCut };
    }

    private static List<byte[]>? NeedPaths(ToolArguments arguments)
    {
        var name = arguments.Text("name")!;
        var paths = new List<byte[]>();
        paths.AddRange(Place.NeedPaths(name) ?? []);
        paths.AddRange(arguments.Text("to") is { } to ? Place.NeedPaths(to) ?? [] : []);
        if (arguments.Text("relation") is "imports" or "importers")
        {
            paths.Add(GitPath.Parse(PathFilter.Clean(name)));
        }

        return paths.Count > 0 ? paths : null;
    }
}
