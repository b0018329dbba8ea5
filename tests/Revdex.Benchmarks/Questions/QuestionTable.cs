using System.Globalization;

namespace Revdex.Benchmarks.Questions;

/// <summary>Prints what each question took both agents, then the sums by kind and of all.</summary>
internal sealed class QuestionTable(string tokenizer)
{
    private static readonly int[] Budgets = [500, 1000, 2000];

    private readonly List<(AgentRun Ours, AgentRun Baseline)> _rows = [];

    public void PrintHead()
    {
        Console.WriteLine($"tokens: {tokenizer}; of calls and of what they showed, up to the call after which the answer was right, or of all calls");
        Console.WriteLine("question           kind          ours: tokens calls      grep: tokens calls");
    }

    public void Add(AgentRun ours, AgentRun baseline)
    {
        _rows.Add((ours, baseline));
        var missing = ours.IsRight ? "" : "  not shown: " + string.Join(", ", ours.Missing);
        Console.WriteLine($"{ours.Question.Id,-18} {ours.Question.Kind,-12} {Cell(ours),20} {Cell(baseline),23}{missing}");
    }

    public void PrintSums()
    {
        Console.WriteLine();
        Console.WriteLine("| | questions | | median tokens | mean tokens | mean calls | right | within 500 | 1,000 | 2,000 tokens |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var kind in _rows.GroupBy(row => row.Ours.Question.Kind))
        {
            PrintSums(kind.Key, [.. kind]);
        }

        PrintSums("all", _rows);
    }

    private static void PrintSums(string kind, List<(AgentRun Ours, AgentRun Baseline)> rows)
    {
        Console.WriteLine($"| {kind} | {rows.Count} | Revdex | {Sums([.. rows.Select(row => row.Ours)])} |");
        Console.WriteLine($"| | | grep and read | {Sums([.. rows.Select(row => row.Baseline)])} |");
    }

    private static string Sums(List<AgentRun> runs)
    {
        var sorted = runs.Select(run => run.Tokens).Order().ToList();
        var median = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        string[] cells =
        [
            Whole(median), Whole(runs.Average(run => run.Tokens)), runs.Average(run => run.Calls).ToString("0.0", CultureInfo.InvariantCulture), Share(runs, int.MaxValue),
            .. Budgets.Select(budget => Share(runs, budget)),
        ];
        return string.Join(" | ", cells);
    }

    private static string Share(List<AgentRun> runs, int budget) => $"{Math.Round(100.0 * runs.Count(run => run.IsRight && run.Tokens <= budget) / runs.Count)} %";

    private static string Whole(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Cell(AgentRun run) => $"{(run.IsRight ? "" : "not right ")}{Whole(run.Tokens)} {run.Calls,5}";
}
