using System.Text.RegularExpressions;

namespace Revdex.Query.Tools.Search;

/// <summary>
/// How much each lane's best counts, by the kind of question: a name is known exactly, an idea is not. Chosen with the model that is learnt from the repository, which finds less than words do
/// (tests/Revdex.Benchmarks/README.md, "Search"); what a better model should have was not measured.
/// </summary>
internal readonly partial record struct LaneWeights(float Name, float Text, float Vectors)
{
    public static LaneWeights Of(string question) => KindOf(question) switch
    {
        QuestionKind.Name => new(3, 1, 0.05f),
        QuestionKind.Usage => new(0.5f, 1, 0.1f),
        QuestionKind.Defect => new(0.1f, 1, 0.1f),
        _ => new(0.1f, 1, 0.2f),
    };

    /// <summary>Told by how it is written, in the order of how sure that is.</summary>
    public static QuestionKind KindOf(string question) =>
        OneName().IsMatch(question) ? QuestionKind.Name
        : Trace().IsMatch(question) ? QuestionKind.Defect
        : UsageWords().IsMatch(question) ? QuestionKind.Usage
        : DefectWords().IsMatch(question) ? QuestionKind.Defect
        : QuestionKind.Concept;

    /// <summary><c>retryPolicy</c>, <c>Retry.Policy</c>, <c>retry::policy</c>, <c>retry_policy()</c>.</summary>
    [GeneratedRegex(@"^\s*[\p{L}_$@][\p{L}\p{N}_$]*((\.|::|#|->)[\p{L}_$@][\p{L}\p{N}_$]*)*(\(\))?\s*$")]
    private static partial Regex OneName();

    [GeneratedRegex(@"^\s*at \S+\(|Traceback \(|\w(Exception|Error)\b|\bpanic(ked)?\b|\.\w{1,5}:\d+", RegexOptions.Multiline)]
    private static partial Regex Trace();

    [GeneratedRegex(@"\b(callers?|usages?|uses|references) (of|to)\b|\b(who|what|where)\b.*\b(calls?|called|uses?|used|invoked?|invokes|references|referenced)\b", RegexOptions.IgnoreCase)]
    private static partial Regex UsageWords();

    [GeneratedRegex(@"\b(fails?|failed|failing|failure|crash(es|ed)?|errors?|exceptions?|bugs?|broken|wrong|throws|leaks?|hangs|deadlocks?|segfault|does ?n.t|not work(ing)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DefectWords();
}
