namespace Revdex.Benchmarks.Embeddings;

/// <summary>The best hundred rows of a question, and what they are worth.</summary>
internal sealed class Ranking
{
    public const int Depth = 100;

    private const double FusionConstant = 60;

    private readonly List<double> _reciprocals = [];
    private int _first;
    private int _ten;

    public static int[] Best(float[] scores)
    {
        var best = new PriorityQueue<int, (float Score, int Row)>();
        for (var row = 0; row < scores.Length; row++)
        {
            if (scores[row] > 0 && (best.Count < Depth || best.TryPeek(out _, out var least) && scores[row] > least.Score))
            {
                best.Enqueue(row, (scores[row], -row));
                _ = best.Count > Depth ? best.Dequeue() : 0;
            }
        }

        return [.. best.UnorderedItems.OrderByDescending(i => i.Priority).Select(i => i.Element)];
    }

    /// <summary>Reciprocal-rank fusion.</summary>
    public static int[] Fused(params int[][] rankings)
    {
        var scores = new Dictionary<int, double>();
        foreach (var ranking in rankings)
        {
            for (var i = 0; i < ranking.Length; i++)
            {
                scores[ranking[i]] = scores.GetValueOrDefault(ranking[i]) + 1 / (FusionConstant + i + 1);
            }
        }

        return [.. scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key).Select(s => s.Key).Take(Depth)];
    }

    public void Count(int[] ranking, HashSet<int> answers)
    {
        var place = Array.FindIndex(ranking, answers.Contains);
        _first += place == 0 ? 1 : 0;
        _ten += place is >= 0 and < 10 ? 1 : 0;
        _reciprocals.Add(place is >= 0 and < 10 ? 1.0 / (place + 1) : 0);
    }

    public override string ToString() => $"recall@1 {(double)_first / _reciprocals.Count:F3}  recall@10 {(double)_ten / _reciprocals.Count:F3}  MRR@10 {_reciprocals.Average():F3}";
}
