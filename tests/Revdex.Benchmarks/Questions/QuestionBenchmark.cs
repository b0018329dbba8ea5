using System.Text;

namespace Revdex.Benchmarks.Questions;

/// <summary>
/// Questions of developers about real repositories, each with a checked answer: what it takes to be shown the answer by our tools over MCP, and by grep and reading
/// (<see cref="GrepAgent"/>); or how long the tools take for these calls.
/// </summary>
internal static class QuestionBenchmark
{
    /// <returns>Exit code: 2 where arguments are wrong, 3 where a clone is missing.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (QuestionOptions.TryParse(arguments) is not { } options)
        {
            Console.Error.WriteLine("questions --repos FOLDER [--cache FOLDER] [--tokenizer FOLDER] [--only ID-OR-REPOSITORY] [--latency ROUNDS]");
            return 2;
        }

        var set = QuestionSet.Load();
        var missing = set.Repositories.Where(r => !r.IsAt(options.CloneOf(r.Name))).ToList();
        missing.ForEach(r => Console.Error.WriteLine(r.CloneCommand(options.CloneOf(r.Name))));
        if (missing.Count > 0)
        {
            return 3;
        }

        var questions = set.Questions.Where(q => q.Id.StartsWith(options.Only ?? "", StringComparison.Ordinal)).ToList();
        foreach (var repository in set.Repositories.Where(r => questions.Exists(q => q.Repository == r.Name)))
        {
            MeasuredProcess.Run(options.CloneOf(repository.Name), new Dictionary<string, string> { ["REVDEX_CACHE"] = options.Cache }, "index", "--json");
        }

        if (options.LatencyRounds > 0)
        {
            await new ToolLatencies(options).PrintAsync(questions).ConfigureAwait(false);
        }
        else
        {
            Answer(options, questions);
        }

        return 0;
    }

    private static void Answer(QuestionOptions options, List<Question> all)
    {
        using var tokenizer = new Tokenizer(options.Tokenizer);
        var table = new QuestionTable(tokenizer.Name);
        table.PrintHead();
        foreach (var questions in all.GroupBy(q => q.Repository))
        {
            var clone = options.CloneOf(questions.Key);
            using var client = McpProcess.StartComplete(clone, options.Cache);
            foreach (var question in questions)
            {
                var paths = Paths(clone, question);
                var transcript = options.Only is null ? null : new StringBuilder();
                var ours = new AgentRun(question, new Evidence(paths), tokenizer, transcript);
                ToolAgent.Run(ours, client);
                transcript?.AppendLine("---");
                var baseline = new AgentRun(question, new Evidence(paths), tokenizer, transcript);
                new GrepAgent(baseline, clone).Run();
                Console.Write(transcript);
                table.Add(ours, baseline);
            }
        }

        table.PrintSums();
    }

    /// <summary>All files, also those that a change took away.</summary>
    private static HashSet<string> Paths(string clone, Question question)
    {
        string[] revisions = question.Baseline.Base is { } before ? ["HEAD", before, question.Baseline.Head!] : ["HEAD"];
        return [.. revisions.SelectMany(rev => GitText.Run(clone, "ls-tree", "-r", "-z", "--name-only", rev).Split('\0', StringSplitOptions.RemoveEmptyEntries))];
    }
}
