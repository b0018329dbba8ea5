using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>What we extract from files, by the rows of a subject's <see cref="KindTable"/>.</summary>
internal static class OurDefinitions
{
    /// <param name="skipped">Paths of the files that have no facts, each with the reason.</param>
    public static List<Definition> Of(IReadOnlyList<SourceFile> files, DefinitionSubject subject, out Dictionary<string, SkipReason> skipped)
    {
        using var extractor = new Extractor();
        var all = new List<Definition>();
        skipped = [];
        foreach (var file in files)
        {
            var (path, facts) = (Encoding.UTF8.GetString(file.Path), extractor.Extract(file.Oid, file.Language, File.ReadAllBytes(file.FullPath)));
            if (facts.Skip != SkipReason.None)
            {
                skipped.Add(path, facts.Skip);
                continue;
            }

            foreach (var symbol in new FactsMessage(facts.Message.Span, new ByteSource(path, "facts"), 0).Symbols)
            {
                var name = Encoding.UTF8.GetString(symbol.Name);
                if (KindTable.RowOf(subject, symbol.Kind, name) is { } row)
                {
                    all.Add(new Definition(path, symbol.NameLine, name, row));
                }
            }
        }

        return all;
    }
}
