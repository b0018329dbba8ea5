using System.Text.RegularExpressions;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>Whether a question names what answers it, so that a search for the name is enough.</summary>
internal static partial class GivenAway
{
    private const int StemMinLength = 4;

    public static bool In(string text, IEnumerable<string> files) =>
        Identifier().IsMatch(text) || files.Select(file => Path.GetFileNameWithoutExtension(file)).Any(stem =>
            stem.Length >= StemMinLength && Regex.IsMatch(text, $@"\b{Regex.Escape(stem)}\b", RegexOptions.IgnoreCase));

    /// <summary><c>camelCase</c>, <c>PascalCase</c>, <c>snake_case</c>, <c>call()</c>, <c>a.b</c>, and what stands in backticks.</summary>
    [GeneratedRegex(@"`|\w\(\)|\w_\w|\w::\w|[a-zA-Z]\.[a-zA-Z]\w|[a-z][A-Z]|\b[A-Z]{2,}[a-z]{2,}")]
    private static partial Regex Identifier();
}
