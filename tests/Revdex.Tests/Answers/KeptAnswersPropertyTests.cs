using Revdex.Query.Answers;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Tools;

namespace Revdex.Tests.Answers;

/// <summary>Whatever happens to a repository, a kept answer is what would be computed.</summary>
public sealed class KeptAnswersPropertyTests
{
    private static readonly string[] Names = ["alpha", "beta", "gamma", "delta", "omega"];

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    public async Task Kept_answers_are_what_is_computed_over_random_histories(int seed)
    {
        await using var test = new KeptRepository(TestRepository.Init());
        var (random, history) = (new Random(seed), new RandomHistory(test.Git, seed));
        List<(string Tool, string Arguments)> questions = [];
        for (var step = 0; step < 20; step++)
        {
            history.Step();
            if (step % 3 > 0)
            {
                test.Git.Write("src/scratch.py", $"def {Names[random.Next(Names.Length)]}():\n    return {step}\n"); // Most questions are of a tree that is being edited.
            }

            questions = [.. questions.TakeLast(3), Question(random, test.Git), Question(random, test.Git)];
            foreach (var (tool, arguments) in questions)
            {
                await test.AskAsync(tool, arguments, $"after {string.Join(", ", history.Steps)}:");
            }
        }

        // Whatever the history was, its last state has answers that are kept, hold, and stop holding.
        const string Last = """{"name": "scratch", "depth": 2}""";
        foreach (var expected in new[] { AnswerOutcome.Miss, AnswerOutcome.Hit, AnswerOutcome.Invalidated, AnswerOutcome.Hit })
        {
            if (expected is AnswerOutcome.Miss or AnswerOutcome.Invalidated)
            {
                test.Git.Write("src/scratch.py", $"def scratch():\n    return {expected:d}\n\ndef user():\n    return scratch()\n");
            }

            Assert.Equal(expected, await test.AskAsync("graph", Last, $"after {string.Join(", ", history.Steps)}:"));
        }
    }

    [Fact]
    public async Task Worktrees_and_readers_at_once_keep_each_others_answers_apart()
    {
        await using var test = new KeptRepository(Sources());
        await using var other = new AskedRepository(test.Git.AddWorktree("--detach"), test.Keeping);
        await using var same = new AskedRepository(test.Git.Clone(), test.Keeping);
        other.Git.Write("b.py", "def other():\n    return base()\n");
        test.Git.Write("b.py", "def mine():\n    return base()\n");
        const string Graph = """{"name": "base"}""";
        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(test.AnswerAsync("graph", Graph), other.AnswerAsync("graph", Graph), same.AnswerAsync("graph", Graph), test.AnswerAsync("graph", Graph));
            Assert.Equal(["mine", "other", "", "mine"], answers.Select(a => string.Join(' ', a.Each("name"))));
        }

        Assert.Equal(0, test.Count(AnswerOutcome.Damaged));
    }

    private static TestRepository Sources()
    {
        var git = TestRepository.Init();
        git.Write("a.py", "def base():\n    return 1\n");
        git.Commit();
        return git;
    }

    /// <summary>Few enough that they come again.</summary>
    private static (string Tool, string Arguments) Question(Random random, TestRepository git)
    {
        var (name, rev) = (Names[random.Next(Names.Length)], random.Next(5) switch { 0 => ", \"rev\": \"HEAD\"", 1 => ", \"rev\": \"HEAD~1\"", 2 => ", \"rev\": \":staged\"", _ => "" });
        var files = Directory.GetFiles(git.Root, "*.*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(git.Root, f)).Where(f => !f.StartsWith(".git", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var file = files.Count == 0 ? "none" : files[random.Next(Math.Min(files.Count, 3))].Replace('\\', '/');
        return random.Next(8) switch
        {
            0 => ("graph", $$"""{"name": "{{name}}", "depth": 2{{rev}}}"""),
            1 => ("history", $$"""{"name": "{{name}}"{{rev}}}"""),
            2 => ("history", $$"""{"name": "{{name}}", "mode": "blame"{{rev}}}"""),
            3 => ("history", $$"""{"name": "{{file}}", "mode": "blame"{{rev}}}"""),
            4 => ("history", $$"""{"name": "{{file}}:1", "mode": "log"{{rev}}}"""),
            5 => ("history", $$"""{"mode": "churn"{{rev}}}"""),
            6 => ("search", $$"""{"query": "{{name}}"{{rev}}}"""),
            _ => ("history", $$"""{"name": "{{file}}"{{rev}}}"""),
        };
    }
}
