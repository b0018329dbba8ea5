using System.Text.RegularExpressions;
using Revdex.Facts;

namespace Revdex.Query.Tools.Search;

/// <summary>
/// Tells from how a question is written whether it asks where something is used, and what: there the definition is what is known already. Of 29 such questions
/// 28 are told, and none of 285 others is taken for one (tests/Revdex.Benchmarks/README.md, "Search").
/// </summary>
internal static partial class UseQuestion
{
    private static readonly char[] Punctuation = ['.', ',', ';', ':', '?', '!', '`', '\'', '"', '(', ')'];

    /// <summary>What says that it is one, and is not asked for.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "who", "what", "where", "how", "to", "is", "are", "do", "does", "the", "a", "of", "for", "in", "call", "calls", "called", "caller", "callers", "calling", "use", "uses", "used", "using", "usage",
        "usages", "invoke", "invokes", "invoked", "references", "referenced", "test", "tests", "example", "examples", "sample", "samples",
    };

    public static bool Is(string question) => Uses().IsMatch(question) || IsOfTests(question);

    /// <summary>Of tests or samples of something, which stand beside the project's own code.</summary>
    public static bool IsOfTests(string question) => Tests().IsMatch(question);

    /// <summary>The names that are asked about: of a qualified one its last part, else words of several pieces, else the only word there is. None where it is said in other words.</summary>
    public static List<string> NamesIn(string question)
    {
        var words = question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(Punctuation)).Where(word => word.Length > 0 && !Words.Contains(word)).ToList();
        var names = words.Select(Last).Where((name, i) => name.Length < words[i].Length || HasPieces(name)).Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 && words.Count == 1 ? words : names;
    }

    private static string Last(string word) => QualifiedName.Split(word.Replace("->", ".", StringComparison.Ordinal)).Name is { Length: > 0 } last ? last : word;

    private static bool HasPieces(string word)
    {
        var pieces = new WordPieces(System.Text.Encoding.UTF8.GetBytes(word));
        return pieces.MoveNext() && pieces.MoveNext();
    }

    [GeneratedRegex(
        @"\b(callers?|usages?|uses|references) (of|to)\b|\b(who|what|where)\b.*\b(calls?|called|uses?|used|invoked?|invokes|references|referenced)\b|\bhow\b.*\b(called|used|invoked)\b|\bhow to (use|call)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Uses();

    [GeneratedRegex(@"\b(tests?|examples?|samples?) (of|for)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Tests();
}
