using System.Text;
using Revdex.Benchmarks.Accuracy;
using Revdex.Benchmarks.Questions;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>
/// The baseline: ripgrep's lines (<c>rg -i -F</c> with each word of the question), files put in order by how many of the words they have, tests behind the rest, then by
/// how many lines match. Prints for each file the line that has most words: kinder than ripgrep, which prints all.
/// </summary>
internal sealed class GrepRanking
{
    private const int FilesMax = 100;
    private const int WordMinLength = 3;
    private const int LineLengthMax = 200;

    private static readonly HashSet<string> StopWords =
    [
        "and", "are", "but", "can", "does", "for", "from", "has", "have", "how", "into", "its", "not", "that", "the", "their", "then", "there", "these", "this", "was", "what", "when",
        "where", "which", "while", "who", "why", "will", "with", "without", "you",
    ];

    private readonly List<(string Path, string Text)> _files = [];

    public GrepRanking(string tree)
    {
        foreach (var path in ClonePaths.Of(tree).Where(path => File.Exists(Path.Combine(tree, path))))
        {
            var content = File.ReadAllBytes(Path.Combine(tree, path));
            if (!content.AsSpan().Contains((byte)0))
            {
                _files.Add((path, Encoding.UTF8.GetString(content).ToLowerInvariant()));
            }
        }
    }

    public SearchAnswer Answer(string question)
    {
        var words = Words(question);
        var hits = _files.Select(file => (file.Path, file.Text, Found: words.Count(word => file.Text.Contains(word, StringComparison.Ordinal)))).Where(file => file.Found > 0)
            .OrderByDescending(file => file.Found).Take(FilesMax * 10).Select(file => (file.Path, file.Found, Lines: Matching(file.Text, words)))
            .OrderByDescending(file => file.Found).ThenBy(file => new GrepHit(file.Path, 0, "").IsTest).ThenByDescending(file => file.Lines.Count).ThenBy(file => file.Path, StringComparer.Ordinal)
            .Take(FilesMax).ToList();
        return new([.. hits.Select(hit => hit.Path)], [.. hits.Select(hit => $"{hit.Path}:{Best(hit.Lines)}")]);
    }

    private static List<string> Words(string question) =>
        [.. question.ToLowerInvariant().Split([.. question.Where(c => !char.IsLetterOrDigit(c) && c != '_').Distinct()], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length >= WordMinLength && !StopWords.Contains(word)).Distinct()];

    private static List<(int Line, string Text, int Found)> Matching(string text, List<string> words) =>
        [.. text.Split('\n').Select((line, i) => (i + 1, line, words.Count(word => line.Contains(word, StringComparison.Ordinal)))).Where(line => line.Item3 > 0)];

    private static string Best(List<(int Line, string Text, int Found)> lines)
    {
        var best = lines.MaxBy(line => line.Found);
        var text = best.Text.Trim();
        return $"{best.Line}:{(text.Length > LineLengthMax ? text[..LineLengthMax] : text)}";
    }
}
