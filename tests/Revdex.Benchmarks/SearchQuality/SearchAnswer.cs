namespace Revdex.Benchmarks.SearchQuality;

/// <summary>What was answered to a question.</summary>
/// <param name="Paths">Of the files, the best first, each once.</param>
/// <param name="Lines">As printed; what is said of a file begins with its path and a colon.</param>
internal sealed record SearchAnswer(IReadOnlyList<string> Paths, IReadOnlyList<string> Lines);
