using System.Text;
using Revdex.Extraction;
using Revdex.Facts;

namespace Revdex.Benchmarks.Embeddings;

/// <summary>
/// Files with their facts, and questions made of doc comments that no other symbol has. The comments asked for are blanked out of the files, so that neither
/// what is searched nor what is learnt from has them.
/// </summary>
internal sealed class QuestionedFiles
{
    private const int DocMinBytes = 40;
    private const int BodyMinLines = 4;
    private const int Seed = 20261122;

    private QuestionedFiles(List<byte[]> contents, List<BlobFacts> facts, List<DocQuestion> questions) => (Contents, Facts, Questions) = (contents, facts, questions);

    public List<byte[]> Contents { get; }

    public List<BlobFacts> Facts { get; }

    public List<DocQuestion> Questions { get; }

    public static QuestionedFiles Of(IReadOnlyList<SourceFile> files, int questionsMax)
    {
        using var extractor = new Extractor();
        var contents = files.Select(f => File.ReadAllBytes(f.FullPath)).ToList();
        var facts = files.Select((f, i) => extractor.Extract(f.Oid, f.Language, contents[i])).ToList();
        var random = new Random(Seed);
        var questions = Enumerable.Range(0, files.Count).SelectMany(f => Documented(contents[f], facts[f], f))
            .GroupBy(q => Encoding.UTF8.GetString(q.Text)).Where(g => g.Count() == 1).Select(g => g.First())
            .OrderBy(_ => random.Next()).Take(questionsMax).ToList();
        foreach (var question in questions)
        {
            Blank(contents[question.File], facts[question.File], question.Symbol);
        }

        return new(contents, facts, questions);
    }

    private static List<DocQuestion> Documented(byte[] content, BlobFacts facts, int file)
    {
        var questions = new List<DocQuestion>();
        var index = 0;
        foreach (var symbol in new FactsMessage(facts.Message.Span).Symbols)
        {
            var isFunction = symbol.Kind is SymbolKind.Method or SymbolKind.Function or SymbolKind.Constructor;
            if (isFunction && symbol.Doc.Length >= DocMinBytes && symbol.EndLine - symbol.StartLine >= BodyMinLines && DocComment.Find(content, symbol) is not null)
            {
                questions.Add(new(symbol.Doc.ToArray(), file, index, symbol.NameLine));
            }

            index++;
        }

        return questions;
    }

    private static void Blank(byte[] content, BlobFacts facts, int index)
    {
        if (DocComment.Find(content, new FactsMessage(facts.Message.Span).ReadSymbol(index)) is { } range)
        {
            DocComment.Blank(content, range);
        }
    }
}
