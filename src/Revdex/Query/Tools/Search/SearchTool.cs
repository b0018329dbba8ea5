using Revdex.Facts;
using Revdex.Query.Answers;

namespace Revdex.Query.Tools.Search;

/// <summary>
/// Looks for words in code and text: pieces of files (symbols with their comments, sections of documents) ranked by how much they say of the
/// question; or every line that a regular expression matches.
/// </summary>
internal static class SearchTool
{
    private const int LimitDefault = 20;

    /// <summary>Files that are read before their pieces are put in order: fewer miss a good one, more take longer.</summary>
    private const int FilesPerRound = 64;

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

        var (view, filter) = (call.View, SymbolFilter.Of(call));
        bool IsWanted(int file) => filter.TakesText(view, file);
        var words = new WordFiles(call, texts, IsWanted);
        var scores = new FileScores(call.State, terms, words, IsWanted, call.Cancellation);
        var files = scores.Ordered();
        var offset = Cursor.Offset(call.Arguments);
        var (hits, read) = Hits(call, new PieceScorer(call.State, terms, scores.Rarity), files, offset + call.Limit);
        var page = hits.Skip(offset).Take(call.Limit).ToList();
        page.ForEach(hit => PieceWriter.Write(call, hit));
        return call.Page(offset, page.Count, hits.Count, notice: UnreadNotice(call, words.UnreadCount)) with { IsAtLeast = read < files.Length };
    }

    /// <summary>Pieces of the best files, then of the next best: what a page has does not depend on how far it was asked.</summary>
    private static (List<PieceHit> Hits, int FilesRead) Hits(ToolCall call, PieceScorer scorer, int[] files, int wanted)
    {
        var hits = new List<PieceHit>();
        var read = 0;
        while (read < files.Length && hits.Count <= wanted)
        {
            var sorted = hits.Count;
            for (var end = Math.Min(read + FilesPerRound, files.Length); read < end; read++)
            {
                call.Cancellation.ThrowIfCancellationRequested();
                scorer.AddFile(files[read], hits);
            }

            hits.Sort(sorted, hits.Count - sorted, null);
        }

        return (hits, read);
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
