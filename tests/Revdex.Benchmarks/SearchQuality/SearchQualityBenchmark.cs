using Revdex.Benchmarks.Questions;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>
/// How well <c>search</c> finds the files that answer questions in words: real repositories at pinned commits, questions from later commits, from doc comments that are
/// taken out first, and by hand.
/// </summary>
internal static class SearchQualityBenchmark
{
    private const int CommitQuestionsPerRepository = 18;
    private const int DocQuestionsPerRepository = 14;
    private const int Seed = 20261122;

    private static readonly string[] Lanes = ["grep", "text", "vectors", "fused"];

    /// <returns>Exit code: 2 where arguments are wrong, 3 where a clone is missing.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var isDraw = arguments is ["draw", ..];
        if (QuestionOptions.TryParse(isDraw ? arguments[1..] : arguments) is not { } options)
        {
            Console.Error.WriteLine("search-quality [draw] --repos FOLDER [--cache FOLDER] [--tokenizer FOLDER] [--only ID-OR-REPOSITORY] [--latency ROUNDS]");
            return 2;
        }

        var set = SearchQuestionSet.Load();
        var missing = set.Repositories.Where(r => !r.IsIn(options.CloneOf(r.Name))).ToList();
        missing.ForEach(r => Console.Error.WriteLine(r.CloneCommand(options.CloneOf(r.Name))));
        if (missing.Count > 0)
        {
            return 3;
        }

        if (isDraw)
        {
            Draw(set, options);
        }
        else if (options.LatencyRounds > 0)
        {
            await TimeAsync(set, options).ConfigureAwait(false);
        }
        else
        {
            await MeasureAsync(set, options).ConfigureAwait(false);
        }

        return 0;
    }

    private static string TreeOf(QuestionOptions options, string name) => Path.Combine(options.Repos, ".trees", name);

    /// <summary>Puts questions from commits and doc comments into the file in place of those that were drawn before.</summary>
    private static void Draw(SearchQuestionSet set, QuestionOptions options)
    {
        var questions = new List<SearchQuestion>();
        foreach (var repository in set.Repositories)
        {
            IndexedTree.Make(repository, options.CloneOf(repository.Name), TreeOf(options, repository.Name), []);
            questions.AddRange(CommitQuestions.Draw(repository, options.CloneOf(repository.Name), CommitQuestionsPerRepository, new Random(Seed)));
            questions.AddRange(DocQuestions.Draw(repository, TreeOf(options, repository.Name), DocQuestionsPerRepository));
        }

        var numbered = questions.GroupBy(q => (q.Repository, q.Kind)).SelectMany(group => group.Select((q, i) => q with { Id = FormattableString.Invariant($"{q.Repository}-{q.Kind}-{i + 1:00}") }));
        (set with { Questions = [.. numbered, .. set.Questions.Where(q => q.Commit is null && q.Line is null)] }).Save();
    }

    private static async Task MeasureAsync(SearchQuestionSet set, QuestionOptions options)
    {
        using var tokenizer = new Tokenizer(options.Tokenizer);
        var table = new SearchQualityTable(Lanes, tokenizer.Name);
        table.PrintHead();
        foreach (var (tree, asked) in Trees(set, options))
        {
            await AskAsync(tree, options, asked, tokenizer, table).ConfigureAwait(false);
        }

        table.PrintSums();
    }

    private static async Task TimeAsync(SearchQuestionSet set, QuestionOptions options)
    {
        SearchLatencies.PrintHead();
        foreach (var (tree, asked) in Trees(set, options))
        {
            Index(tree, TextCache(options));
            Index(tree, VectorCache(options), "--embed");
            await SearchLatencies.MeasureAsync($"{Path.GetFileName(tree)}, text", tree, TextCache(options), asked, options.LatencyRounds).ConfigureAwait(false);
            await SearchLatencies.MeasureAsync($"{Path.GetFileName(tree)}, fused", tree, VectorCache(options), asked, options.LatencyRounds).ConfigureAwait(false);
        }
    }

    /// <summary>What is asked of each repository, with its tree, which is made then.</summary>
    private static IEnumerable<(string Tree, List<SearchQuestion> Asked)> Trees(SearchQuestionSet set, QuestionOptions options)
    {
        foreach (var repository in set.Repositories)
        {
            var questions = set.Questions.Where(q => q.Repository == repository.Name).ToList();
            var asked = questions.Where(q => q.Id.StartsWith(options.Only ?? "", StringComparison.Ordinal)).ToList();
            if (asked.Count > 0)
            {
                var tree = TreeOf(options, repository.Name);
                IndexedTree.Make(repository, options.CloneOf(repository.Name), tree, questions);
                yield return (tree, asked);
            }
        }
    }

    private static string TextCache(QuestionOptions options) => Path.Combine(options.Cache, "text");

    private static string VectorCache(QuestionOptions options) => Path.Combine(options.Cache, "vectors");

    /// <summary>Two caches: a snapshot without vectors, and one with those of the model that is learnt from it.</summary>
    private static async Task AskAsync(string tree, QuestionOptions options, List<SearchQuestion> questions, Tokenizer tokenizer, SearchQualityTable table)
    {
        var (plain, embedded) = (TextCache(options), VectorCache(options));
        Index(tree, plain);
        Index(tree, embedded);
        EmbedCost.Print(Path.GetFileName(tree), Index(tree, embedded, "--embed"));
        var grep = new GrepRanking(tree);
        using var text = McpProcess.StartComplete(tree, plain);
        using var fused = McpProcess.StartComplete(tree, embedded);
        var reader = await CompleteReader.OpenAsync(tree, embedded).ConfigureAwait(false);
        await using var readerEnd = reader.ConfigureAwait(false);
        foreach (var question in questions)
        {
            SearchAnswer[] answers =
            [
                grep.Answer(question.Text), ToolSearch.Ask(text, question.Text), await ToolSearch.AskLaneAsync(reader, question.Text, "vectors").ConfigureAwait(false),
                ToolSearch.Ask(fused, question.Text),
            ];
            table.Add(question, [.. answers.Select(answer => SearchScore.Of(answer, question.Files, tokenizer))]);
        }
    }

    private static MeasuredProcess Index(string tree, string cache, params string[] options) =>
        MeasuredProcess.Run(tree, new Dictionary<string, string> { ["REVDEX_CACHE"] = cache }, ["index", "--json", .. options]);
}
