using Revdex.Benchmarks.Questions;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>How good an answer is.</summary>
/// <param name="Ndcg">NDCG at 10 over files, each that answers worth the same.</param>
/// <param name="Recall">How many of the files that answer are among the first ten, as a share.</param>
/// <param name="Within">The same within so many tokens of the printed answer (<see cref="Budgets"/>).</param>
internal sealed record SearchScore(double Ndcg, double Recall, IReadOnlyList<double> Within)
{
    public const int Depth = 10;

    public static IReadOnlyList<int> Budgets { get; } = [500, 1000, 2000];

    public static SearchScore Of(SearchAnswer answer, IReadOnlyList<string> files, Tokenizer tokenizer)
    {
        var places = Enumerable.Range(0, Math.Min(Depth, answer.Paths.Count)).Where(i => files.Contains(answer.Paths[i])).ToList();
        var ideal = Enumerable.Range(0, Math.Min(Depth, files.Count)).Sum(Gain);
        return new(places.Sum(Gain) / ideal, (double)places.Count / files.Count, Shown(answer, files, tokenizer));
    }

    private static double Gain(int place) => 1 / Math.Log2(place + 2);

    private static double[] Shown(SearchAnswer answer, IReadOnlyList<string> files, Tokenizer tokenizer)
    {
        var shown = new HashSet<string>();
        var shares = new double[Budgets.Count];
        var (tokens, budget) = (0, 0);
        foreach (var line in answer.Lines)
        {
            tokens += tokenizer.Count(line + "\n");
            for (; budget < Budgets.Count && tokens > Budgets[budget]; budget++)
            {
                shares[budget] = (double)shown.Count / files.Count;
            }

            if (budget == Budgets.Count)
            {
                return shares;
            }

            shown.UnionWith(files.Where(file => line.StartsWith(file + ":", StringComparison.Ordinal)));
        }

        Array.Fill(shares, (double)shown.Count / files.Count, budget, Budgets.Count - budget);
        return shares;
    }
}
