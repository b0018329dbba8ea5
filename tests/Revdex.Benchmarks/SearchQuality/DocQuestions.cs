using System.Text;
using System.Text.RegularExpressions;
using Revdex.Benchmarks.Accuracy;
using Revdex.Benchmarks.Embeddings;
using Revdex.Facts;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>Draws questions from doc comments of functions: the first sentence, without the function's own name where it begins with that.</summary>
internal static partial class DocQuestions
{
    private const int WordsMin = 6;
    private const int WordsMax = 40;

    /// <summary>Many are left out afterwards.</summary>
    private const int DrawnPerQuestion = 6;

    /// <param name="tree">A working tree at the commit that is searched.</param>
    public static IEnumerable<SearchQuestion> Draw(SearchedRepository repository, string tree, int count)
    {
        var sources = SourceFile.Of(tree, ClonePaths.Of(tree).Where(AnswerFiles.Takes));
        var files = QuestionedFiles.Of(sources, count * DrawnPerQuestion);
        return [.. files.Questions.Select(q => Of(repository.Name, q, Encoding.UTF8.GetString(sources[q.File].Path), Name(files, q))).OfType<SearchQuestion>().DistinctBy(q => q.Text).Take(count)];
    }

    private static SearchQuestion? Of(string repository, DocQuestion question, string path, string name)
    {
        var text = FirstSentence().Match(Encoding.UTF8.GetString(question.Text)).Value.TrimEnd('.', ' ');
        text = text.StartsWith(name + " ", StringComparison.Ordinal) ? text[(name.Length + 1)..] : text;
        var isNamed = GivenAway.In(text, [path]) || Regex.IsMatch(text, $@"\b{Regex.Escape(name)}\b", RegexOptions.IgnoreCase);
        return text.Split(' ').Length is < WordsMin or > WordsMax || Aside().IsMatch(text) ? null : new SearchQuestion("", repository, "doc", text, [path], isNamed, Line: question.NameLine);
    }

    private static string Name(QuestionedFiles files, DocQuestion question) =>
        Encoding.UTF8.GetString(new FactsMessage(files.Facts[question.File].Message.Span).ReadSymbol(question.Symbol).Name);

    /// <summary>What is no description of a function.</summary>
    [GeneratedRegex(@"https?:|\bTODO\b|^[^A-Za-z]|\bThis example\b|\b(your|my) ")]
    private static partial Regex Aside();

    [GeneratedRegex(@"^.*?(\.(?=\s|$)|$)", RegexOptions.Singleline)]
    private static partial Regex FirstSentence();
}
