using Revdex.Git;

namespace Revdex.Query.Tools.Search;

/// <summary>
/// Looks for words in code and text: pieces of files (symbols with their comments, sections of documents) ranked by how much they say of the
/// question; or every line that a regular expression matches.
/// </summary>
internal static class SearchTool
{
    private const int LimitDefault = 20;

    /// <summary>Files that are read for one question, besides one for each result asked for.</summary>
    private const int FilesReadMin = 50;

    public static ToolDefinition Definition { get; } = new(
        "search",
        "Search code, comments and documents by words, best first; or by regular expression, every line.",
        [
            new("query", ArgumentType.Text, "Words, or a pattern") { Required = true, Positional = true },
            new("mode", ArgumentType.Text, "Default: words") { Words = ["words", "regex"] },
            CommonArguments.Language,
            CommonArguments.Path,
            CommonArguments.Rev,
            new("limit", ArgumentType.Integer, "Page size") { Default = LimitDefault, Min = 1, Max = CommonArguments.LimitMax },
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
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

        var (view, filter) = (call.View, SymbolFilter.Of(call));
        bool IsWanted(int file) => GitMode.IsFile(view.Mode(file)) && filter.TakesFile(view, file) && filter.TakesLanguage(view.Language(file));
        var offset = Cursor.Offset(call.Arguments);
        var words = new WordFiles(call.State, texts, IsWanted, call.Cancellation);
        var scores = new FileScores(call.State, terms, words, IsWanted, call.Cancellation);
        var files = scores.Best(FilesReadMin + offset + call.Limit);
        var hits = new List<PieceHit>();
        var scorer = new PieceScorer(call.State, terms, scores.Rarity);
        foreach (var file in files)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            scorer.AddFile(file, hits);
        }

        hits.Sort();
        var page = hits.Skip(offset).Take(call.Limit).ToList();
        page.ForEach(hit => PieceWriter.Write(call, hit));
        return call.Page(offset, page.Count, hits.Count) with { IsAtLeast = scores.MatchCount > files.Length };
    }
}
