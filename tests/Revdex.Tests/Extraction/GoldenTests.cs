using System.Text;
using Revdex.Extraction;

namespace Revdex.Tests.Extraction;

/// <summary>
/// Every language's sample (tests/Revdex.Tests/Golden/LANGUAGE/*) and what is extracted from it, annotated, beside it as *.golden.
/// REVDEX_REWRITE_GOLDENS=1 writes them anew; read the difference before you commit it.
/// </summary>
public sealed class GoldenTests
{
    private static bool IsRewriting => Environment.GetEnvironmentVariable("REVDEX_REWRITE_GOLDENS") == "1";

    public static TheoryData<string> Samples() =>
        [.. GoldenSamples.Paths().Select(f => Path.GetRelativePath(GoldenSamples.Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Extracts_what_the_golden_file_says(string sample)
    {
        var path = Path.Combine(GoldenSamples.Folder, sample);
        var language = LanguageSet.Default.ById(sample[..sample.IndexOf('/')])!;
        var actual = Annotator.Render(language, GoldenSamples.Read(path));
        if (IsRewriting)
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is null or "", "golden files are not rewritten in CI");
            File.WriteAllText(path + ".golden", actual, new UTF8Encoding(false));
        }

        Assert.Equal(File.ReadAllText(path + ".golden"), actual);
    }
}
