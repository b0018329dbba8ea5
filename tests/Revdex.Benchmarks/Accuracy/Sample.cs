namespace Revdex.Benchmarks.Accuracy;

internal static class Sample
{
    /// <summary>At most so many, at even distances: the same ones in each run.</summary>
    public static IEnumerable<T> Evenly<T>(IReadOnlyList<T> all, int max) => all.Count <= max ? all : Enumerable.Range(0, max).Select(i => all[(int)((long)i * all.Count / max)]);
}
