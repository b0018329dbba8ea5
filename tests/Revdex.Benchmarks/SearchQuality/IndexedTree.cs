using System.Text;
using Revdex.Benchmarks.Embeddings;
using Revdex.Extraction;
using Revdex.Facts;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>A clone whose HEAD is the commit that is searched, and one more that takes the doc comments out that are asked for.</summary>
internal static class IndexedTree
{
    private const string Date = "2026-11-22T00:00:00Z";

    /// <param name="clone">Has the commit.</param>
    /// <param name="tree">Is made, or made anew.</param>
    /// <param name="questions">Of this repository.</param>
    public static void Make(SearchedRepository repository, string clone, string tree, IEnumerable<SearchQuestion> questions)
    {
        if (Directory.Exists(tree))
        {
            Directory.Delete(tree, recursive: true);
        }

        GitText.Run(".", "clone", "--quiet", "--shared", "--no-checkout", clone, tree);
        GitText.Run(tree, "checkout", "--quiet", "--detach", repository.Commit);
        foreach (var gone in GitText.Run(tree, "diff", "--name-only").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Console.Error.WriteLine($"{repository.Name}: {gone} is left out, its clone lacks it");
        }

        foreach (var file in questions.Where(q => q.Line is not null).GroupBy(q => q.Files[0]))
        {
            CutDocs(Path.Combine(tree, file.Key), file.Key, [.. file.Select(q => q.Line!.Value)]); // Not null: the line before.
        }

        Commit(tree);
    }

    /// <summary>The same tree gives the same commit, so that what is indexed stays indexed.</summary>
    private static void Commit(string tree)
    {
        Environment.SetEnvironmentVariable("GIT_COMMITTER_DATE", Date);
        GitText.Run(
            tree, "-c", "user.name=benchmark", "-c", "user.email=benchmark@example.com", "-c", "commit.gpgsign=false",
            "commit", "--quiet", "--all", "--allow-empty", "--no-verify", "--date", Date, "--message", "Take doc comments out");
    }

    private static void CutDocs(string fullPath, string path, List<int> nameLines)
    {
        var source = SourceFile.Of(fullPath[..^path.Length], [path]).Single();
        var content = File.ReadAllBytes(fullPath);
        using var extractor = new Extractor();
        var facts = extractor.Extract(source.Oid, source.Language, content);
        foreach (var symbol in new FactsMessage(facts.Message.Span).Symbols)
        {
            if (nameLines.Remove(symbol.NameLine))
            {
                DocComment.Blank(content, DocComment.Find(content, symbol) ?? throw new InvalidDataException($"{path}:{symbol.NameLine} has no doc comment"));
            }
        }

        File.WriteAllBytes(fullPath, nameLines.Count == 0 ? content : throw new InvalidDataException($"{path}: no symbol at {nameLines[0]}"));
    }
}
