using Revdex.Benchmarks.Questions;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>Which files can be an answer: a program's own code, not its tests, examples and what is generated.</summary>
internal static partial class AnswerFiles
{
    private static readonly HashSet<string> Extensions = [".cs", ".c", ".h", ".rs", ".go", ".java", ".ts", ".py"];

    public static bool Takes(string path) => Extensions.Contains(Path.GetExtension(path)) && !new GrepHit(path, 0, "").IsTest && !Aside().IsMatch(path);

    [System.Text.RegularExpressions.GeneratedRegex(@"(^|/)(examples?|doc|docs|benchmarks?)/|\.Designer\.cs$")]
    private static partial System.Text.RegularExpressions.Regex Aside();
}
