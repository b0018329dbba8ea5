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
        Console.WriteLine("| | questions | | NDCG@10 | recall@10 | within 500 | 1,000 | 2,000 tokens | NDCG@10 − text, 95 % |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        Print(_rows.GroupBy(row => row.Question.Repository));
        Print(_rows.GroupBy(row => row.Question.Kind));
        Print(_rows.GroupBy(row => row.Question.Names ? "with a name" : "without a name"));
        Print(_rows.GroupBy(_ => "all"));
    }

    private void Print(IEnumerable<IGrouping<string, (SearchQuestion Question, IReadOnlyList<SearchScore> Scores)>> groups)
    {
        foreach (var group in groups)
        {
            for (var lane = 0; lane < lanes.Count; lane++)
            {
                Print(lane == 0 ? $"{group.Key} | {group.Count()}" : " | ", lane, [.. group.Select(row => row.Scores)]);
            }
        }
    }

    private void Print(string head, int lane, IReadOnlyList<IReadOnlyList<SearchScore>> rows)
    {
        var scores = rows.Select(row => row[lane]).ToList();
        var within = SearchScore.Budgets.Select((_, i) => Share(scores.Average(score => score.Within[i])));
        var text = Array.IndexOf([.. lanes], Yardstick);
        var difference = lane == text ? "" : PairedBootstrap.Of([.. rows.Select(row => row[lane].Ndcg - row[text].Ndcg)]).ToString();
        Console.WriteLine($"| {head} | {lanes[lane]} | {Share(scores.Average(s => s.Ndcg))} | {Share(scores.Average(s => s.Recall))} | {string.Join(" | ", within)} | {difference} |");
    }

    private static string Share(double share) => FormattableString.Invariant($"{share:0.000}");
}
