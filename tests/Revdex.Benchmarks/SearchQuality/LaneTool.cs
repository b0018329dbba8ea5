using Revdex.Query.Tools;
using Revdex.Query.Tools.Search;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>What one of search's lanes finds by itself, as a tool: the product's own lane, asked as search asks it.</summary>
internal static class LaneTool
{
    public static ToolDefinition Definition { get; } = new(
        "search",
        "One lane of search.",
        [.. SearchTool.Definition.Arguments, new("lane", ArgumentType.Text, "Which") { Words = ["name", "text", "vectors"], Required = true }])
    {
        Body = static call => ValueTask.FromResult(Run(call)),
    };

    private static ToolPage Run(ToolCall call)
    {
        var query = call.Arguments.Text("query")!; // Not null: required.
        var isWanted = TextFilter.Of(call);
        var terms = SearchTerms.Of(query);
        var hits = call.Arguments.Text("lane") switch
        {
            "name" => NameLane.Of(call, query, terms, isWanted),
            "vectors" => VectorLane.Run(call, query, terms, isWanted) is { HasRun: true } lane ? lane.Hits : [],
            _ => Text(new TextLane(call, terms, call.Reader!.Texts, isWanted)), // Not null: asked of a reader.
        };
        foreach (var hit in hits.DistinctBy(hit => PieceKey.Of(hit)).Take(call.Limit))
        {
            PieceWriter.Write(call, hit);
        }

        return call.Page(0, hits.Count, hits.Count);
    }

    private static IReadOnlyList<PieceHit> Text(TextLane lane)
    {
        lane.ReadRound();
        return lane.Hits;
    }
}
