using Revdex.Facts;
using Revdex.Query.Answers;

namespace Revdex.Query.Tools.Search;

/// <summary>
/// Looks for what a question is about in code and text: pieces of files (symbols with their comments, sections of documents) ranked by how much they say of the
/// question, by words and where the snapshot has vectors by those too; or every line that a regular expression matches.
/// </summary>
internal static class SearchTool
{
    private const int LimitDefault = 20;

    public static ToolDefinition Definition { get; } = new(
        "search",
        "Search code, comments and documents, best first; or by regular expression, every line.",
        [
            new("query", ArgumentType.Text, "Words or pattern") { Required = true, Positional = true },
            new("mode", ArgumentType.Text, "Default: words") { Words = ["words", "regex"] },
            new("in", ArgumentType.Text, "Default: both") { Words = ["code", "docs"] },
            CommonArguments.Language,
            CommonArguments.Path,
            CommonArguments.Rev,
            new("limit", ArgumentType.Integer, "Page size") { Default = LimitDefault, Min = 1, Max = CommonArguments.LimitMax },
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
        Keeping = AnswerKeeping.OfViews,
        Body = static call => ValueTask.FromResult(Run(call)),
    };

    private static ToolPage Run(ToolCall call)
    {
        var query = call.Arguments.Text("query")!;
        var texts = call.Reader?.Texts ?? new TextWords();
        var page = call.Arguments.Text("mode") == "regex" ? RegexSearch.Run(call, query, texts) : Words(call, query, texts);
        return page.Total == 0 && call.Arguments.Text("path") is { } path && PathFilter.Of(call.View, path).IsEmpty ? page with { Notice = PathNotice.NothingUnder(call.View, path) } : page;
    }

    private static ToolPage Words(ToolCall call, string query, TextWords texts)
    {
        var terms = SearchTerms.Of(query);
        if (terms.Count == 0)
        {
            throw new RevdexException("'query' has no word (for other characters: --mode regex)", ExitCode.Usage);
        }

        call.Scope?.DependOn(DependencyKind.Model);
        var isWanted = TextFilter.Of(call);
        var near = VectorLane.Run(call, query, terms, isWanted);
        var text = new TextLane(call, terms, texts, isWanted);
        var page = near is { HasRun: true } ? FusedSearch.Write(call, query, terms, text, near, isWanted) : TextOnly(call, text);
        if (near?.Lack is not null)
        {
            call.Scope?.Decline(); // It may be otherwise the next time, with nothing changed that the answer says it depends on.
        }

        return page with { Lack = near?.Lack is { } lack ? new LaneLack(LaneNames.Vectors, lack) : null };
    }

    private static ToolPage TextOnly(ToolCall call, TextLane text)
    {
        var offset = Cursor.Offset(call.Arguments);
        while (!text.IsAll && text.Hits.Count <= offset + call.Limit)
        {
            text.ReadRound();
        }

        var page = text.Hits.Skip(offset).Take(call.Limit).ToList();
        page.ForEach(hit => PieceWriter.Write(call, hit));
        return call.Page(offset, page.Count, text.Hits.Count, notice: UnreadNotice(call, text.UnreadCount)) with { IsAtLeast = !text.IsAll, Lanes = LaneNames.Of(SearchLanes.Text) };
    }

    /// <summary>Of files that may hold what was asked for and that nobody looked into; null: none.</summary>
    public static string? UnreadNotice(ToolCall call, int count)
    {
        if (count == 0)
        {
            return null;
        }

        call.Scope?.Decline(); // They may be to be had later.
        return $"{count} files were not searched: larger than {Limits.BlobSizeMaxBytes / 1024 / 1024} MiB, or not to be had here";
    }
}
