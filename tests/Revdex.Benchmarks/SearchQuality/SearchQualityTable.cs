using Revdex.Query.Tools.Search;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>Prints what each question scored in each lane, then the means by repository, by kind and of all, and how far each lane is from text.</summary>
internal sealed class SearchQualityTable(IReadOnlyList<string> lanes, string tokenizer)
{
    private const string Yardstick = "text";

    private readonly List<(SearchQuestion Question, IReadOnlyList<SearchScore> Scores)> _rows = [];

    public void PrintHead()
    {
        Console.WriteLine($"tokens: {tokenizer}");
        Console.WriteLine($"NDCG@10 of {string.Join(", ", lanes)}");
    }

    /// <param name="scores">One for each lane.</param>
    public void Add(SearchQuestion question, IReadOnlyList<SearchScore> scores)
    {
        _rows.Add((question, scores));
        Console.WriteLine($"{question.Id,-20} {string.Join(" ", scores.Select(score => Share(score.Ndcg)))}  {question.Text}");
    }

    public void PrintSums()
    {
        Console.WriteLine();
        Console.WriteLine($"| {string.Join(" / ", lanes)} | questions | NDCG@10 | {lanes[^1]} − {Yardstick}, 95 % | recall@10 | within 500 | 1,000 | 2,000 tokens |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        Print(_rows.GroupBy(row => row.Question.Repository));
        Print(_rows.GroupBy(row => row.Question.Kind));
        Print(_rows.GroupBy(row => row.Question.Names ? "with a name" : "without a name"));
        Print(_rows.GroupBy(_ => "all"));
        PrintUses();
    }

    /// <summary>How well search tells questions for uses, which it answers otherwise, from others.</summary>
    private void PrintUses()
    {
        var told = _rows.ToLookup(row => row.Question.Kind == "usage", row => UseQuestion.Is(row.Question.Text));
        Console.WriteLine($"taken for a question for uses: {told[true].Count(isUse => isUse)} of {told[true].Count()} such, {told[false].Count(isUse => isUse)} of {told[false].Count()} others");
    }

    private void Print(IEnumerable<IGrouping<string, (SearchQuestion Question, IReadOnlyList<SearchScore> Scores)>> groups)
    {
        var yardstick = Array.IndexOf([.. lanes], Yardstick);
        foreach (var group in groups)
        {
            string Means(Func<SearchScore, double> of) => string.Join(" / ", lanes.Select((_, lane) => Share(group.Average(row => of(row.Scores[lane])))));
            var difference = PairedBootstrap.Of([.. group.Select(row => row.Scores[^1].Ndcg - row.Scores[yardstick].Ndcg)]);
            var within = SearchScore.Budgets.Select((_, budget) => Means(score => score.Within[budget]));
            Console.WriteLine($"| {group.Key} | {group.Count()} | {Means(score => score.Ndcg)} | {difference} | {Means(score => score.Recall)} | {string.Join(" | ", within)} |");
        }
    }

    private static string Share(double share) => FormattableString.Invariant($"{share:0.000}");
}
