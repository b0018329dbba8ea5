using System.Globalization;
using Revdex.Extraction;

namespace Revdex.Benchmarks.Languages;

/// <summary>
/// For each language that repositories hold: how quickly it is parsed and how quickly extracted, and which of its patterns take longest. Each blob counts with the quickest
/// of its rounds, parse and extraction by turns, so that what else runs on the machine hardly shows.
/// </summary>
internal static class LanguageBenchmark
{
    private const int Rounds = 3;
    private const int PatternsShown = 3;

    /// <summary>Of a language; where there is more, blobs from all over it.</summary>
    private const long MeasuredMaxBytes = 8_000_000;

    public static async Task<int> RunAsync(string[] repositories)
    {
        var blobs = new Dictionary<Language, List<IndexedBlob>>();
        foreach (var repository in repositories)
        {
            foreach (var blob in await IndexedBlob.OfAsync(repository))
            {
                (blobs.TryGetValue(blob.Key.Language, out var known) ? known : blobs[blob.Key.Language] = []).Add(blob);
            }
        }

        Console.WriteLine("| language | files | MB | parsed MB/s | extracted MB/s | ratio | query compiled, ms | share of patterns | slowest patterns: line of the query, share of extraction, tries in 1,000, ns each |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        using var timer = new BlobTimer();
        foreach (var language in blobs.Keys.OrderBy(l => l.Id, StringComparer.Ordinal))
        {
            Report(language, Sample(blobs[language]), timer);
        }

        return 0;
    }

    private static List<IndexedBlob> Sample(List<IndexedBlob> blobs)
    {
        var step = Math.Max(1, (blobs.Sum(b => (double)b.Content.Length) / MeasuredMaxBytes));
        return [.. Enumerable.Range(0, (int)(blobs.Count / step)).Select(i => blobs[(int)(i * step)])];
    }

    private static void Report(Language language, List<IndexedBlob> blobs, BlobTimer timer)
    {
        var compile = timer.CompileSeconds(language);
        var (parse, extract) = (0.0, 0.0);
        foreach (var blob in blobs)
        {
            var (parseOne, extractOne) = timer.Measure(blob, Rounds);
            parse += parseOne;
            extract += extractOne;
        }

        using var costs = new PatternCosts(language);
        blobs.ForEach(costs.Add);
        var megabytes = blobs.Sum(b => (long)b.Content.Length) / 1e6;
        var slowest = costs.Slowest(PatternsShown).Select(c => string.Create(
            CultureInfo.InvariantCulture, $"{c.Line}: {c.Seconds / extract:0.0%}, {c.Tries / 1e3:0}, {c.Seconds * 1e9 / c.Tries:0}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {language.Id} | {blobs.Count:N0} | {megabytes:0.00} | {megabytes / parse:0.0} | {megabytes / extract:0.0} | {extract / parse:0.00} | {compile * 1e3:0} | {costs.Seconds / extract:0%} | {string.Join("; ", slowest)} |"));
    }
}
