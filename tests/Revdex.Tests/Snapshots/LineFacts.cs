using System.Buffers;
using System.Text;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Snapshots;

/// <summary>Facts of a made-up language in which each line defines the symbol that it names: a pure function of the bytes, quick to compute.</summary>
internal static class LineFacts
{
    public static BlobFacts Of(Oid oid, string languageId, ReadOnlyMemory<byte> content)
    {
        var names = Encoding.UTF8.GetString(content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new BlobFacts
        {
            Oid = oid,
            LanguageId = languageId,
            SizeBytes = content.Length,
            SymbolCount = names.Length,
            Message = Message(names),
            Groups = [Definitions(names), default, default, default, default],
        };
    }

    private static byte[] Message(string[] names)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new FactsMessageWriter(output, names.Length, 0);
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            writer.WriteSymbol(new SymbolRow { Name = Encoding.UTF8.GetBytes(name), Kind = SymbolKind.Function, Container = -1, StartLine = i + 1, EndLine = i + 1, NameLine = i + 1 });
        }

        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Definitions(string[] names)
    {
        var groups = new GroupWriter();
        foreach (var group in names.Select((name, i) => (name, i)).GroupBy(n => n.name).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            groups.BeginGroup(Encoding.UTF8.GetBytes(group.Key));
            var run = new DefinitionRunWriter(groups);
            foreach (var (_, i) in group)
            {
                run.Add(i, SymbolKind.Function, i + 1);
            }

            groups.EndGroup();
        }

        return groups.ToArray();
    }
}
