using System.Globalization;

namespace Revdex.Benchmarks.Questions;

/// <summary>What the command was given.</summary>
/// <param name="Repos">Holds a clone of each repository, by its name.</param>
/// <param name="Cache">Revdex's; kept, so that the next run need not index.</param>
/// <param name="Tokenizer">Where gpt-tokenizer is installed; null: our estimate.</param>
/// <param name="Only">What the ids of the questions that are asked start with, and then all that was shown is printed; null: all are asked.</param>
/// <param name="LatencyRounds">How often each call is made, to measure how long the tools take instead of what they show; 0: not that.</param>
internal sealed record QuestionOptions(string Repos, string Cache, string? Tokenizer, string? Only, int LatencyRounds)
{
    /// <summary>Null: they are wrong.</summary>
    public static QuestionOptions? TryParse(string[] arguments)
    {
        var given = arguments.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        string? Of(string name) => given.Remove(name, out var value) ? value : null;
        var (repos, cache, tokenizer, only, rounds) = (Of("--repos"), Of("--cache"), Of("--tokenizer"), Of("--only"), Of("--latency"));
        return repos is null || given.Count > 0 || arguments.Length % 2 > 0 || !int.TryParse(rounds ?? "0", CultureInfo.InvariantCulture, out var count)
            ? null
            : new QuestionOptions(Path.GetFullPath(repos), Path.GetFullPath(cache ?? Path.Combine(repos, ".revdex-cache")), tokenizer, only, count);
    }

    public string CloneOf(string name) => Path.Combine(Repos, name);
}
