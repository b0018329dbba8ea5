using Revdex.Extraction;

namespace Revdex.Tests.Extraction.Patterns;

/// <summary>
/// Our matcher against tree-sitter's own query engine: each query file finds the same nodes with the same captures in both, in each
/// language's sample, in that sample damaged at random, and in this repository's own C#.
/// </summary>
public sealed class QueryEngineTests
{
    private const int DamagedPerSample = 20;
    private const int SourcesCompared = 40;
    private const int DifferencesShownMax = 25;

    public static TheoryData<string> Languages() => [.. LanguageSet.Default.All.Select(l => l.Id)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Finds_what_the_engine_finds(string id)
    {
        var language = LanguageSet.Default.ById(id)!; // From the data.
        using var comparison = new PatternComparison(language);
        foreach (var file in GoldenSamples.Paths(id))
        {
            var sample = GoldenSamples.ReadText(language, file);
            Assert.True(AssertSame(comparison, sample, Path.GetFileName(file)) > 0);
            for (var seed = 0; seed < DamagedPerSample; seed++)
            {
                AssertSame(comparison, SourceMutation.Of(sample, new Random(seed)), $"{Path.GetFileName(file)} damaged by {seed}");
            }
        }
    }

    [Fact]
    public void Finds_what_the_engine_finds_in_this_repository()
    {
        using var comparison = new PatternComparison(LanguageSet.Default.ById("csharp")!);
        var sources = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories);
        foreach (var file in sources.OrderByDescending(f => new FileInfo(f).Length).ThenBy(f => f, StringComparer.Ordinal).Take(SourcesCompared))
        {
            AssertSame(comparison, File.ReadAllBytes(file), Path.GetFileName(file));
        }
    }

    /// <returns>How many matches were compared.</returns>
    private static int AssertSame(PatternComparison comparison, byte[] content, string name)
    {
        var (ours, engine) = comparison.Find(content);
        var differences = engine.Except(ours).Select(l => $"- {l}").Concat(ours.Except(engine).Where(l => !comparison.IsKnownToMiss(l)).Select(l => $"+ {l}")).ToList();
        Assert.True(differences.Count == 0, $"{name}: {differences.Count} of {engine.Count} differ, '-' is the engine's\n{string.Join('\n', differences.Take(DifferencesShownMax))}");
        return engine.Count;
    }
}
