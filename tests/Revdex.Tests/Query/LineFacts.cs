using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Query;

/// <summary>
/// Makes facts as simple as can be, and as pure as the real ones: each line <c>def NAME</c> is a function. Counts what it was asked for.
/// </summary>
internal sealed class LineFacts
{
    private readonly ConcurrentDictionary<(Oid, string), int> _counts = new();

    /// <summary>How often each blob was asked for.</summary>
    public IReadOnlyDictionary<(Oid Oid, string LanguageId), int> Counts => _counts;

    /// <summary>Awaited before each answer, when set.</summary>
    public Func<CancellationToken, Task>? Gate { get; set; }

    /// <summary>Thrown instead of an answer, when set.</summary>
    public Exception? Fault { get; set; }

    public async Task<BlobFacts> ExtractAsync(Oid oid, Language language, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Assert.Equal(oid, Oid.OfBlob(content.Span, oid.Length == 20 ? ObjectFormat.Sha1 : ObjectFormat.Sha256));
        _counts.AddOrUpdate((oid, language.Id), 1, (_, count) => count + 1);
        if (Gate is { } gate)
        {
            await gate(cancellationToken);
        }

        return Fault is { } fault ? throw fault : Of(oid, language.Id, content);
    }

    public static BlobFacts Of(Oid oid, string languageId, ReadOnlyMemory<byte> content)
    {
        if (content.Span.IndexOf("crash"u8) >= 0)
        {
            return BlobFacts.Skipped(oid, languageId, SkipReason.ParserCrashed, content.Length);
        }

        var names = Names(Encoding.UTF8.GetString(content.Span));
        var output = new ArrayBufferWriter<byte>();
        var writer = new FactsMessageWriter(output, names.Count, 0);
        foreach (var (name, line) in names)
        {
            writer.WriteSymbol(new SymbolRow { Name = Encoding.UTF8.GetBytes(name), Kind = SymbolKind.Function, StartLine = line, EndLine = line, NameLine = line });
        }

        writer.Complete();
        return new BlobFacts
        {
            Oid = oid,
            LanguageId = languageId,
            SizeBytes = content.Length,
            SymbolCount = names.Count,
            Message = output.WrittenMemory,
            Groups = [Definitions(names), default, default, default, default],
        };
    }

    public static List<(string Name, int Line)> Names(string content) =>
        [.. content.Split('\n').Select((text, i) => (Text: text.Trim(), Line: i + 1)).Where(l => l.Text.StartsWith("def ", StringComparison.Ordinal)).Select(l => (l.Text[4..], l.Line))];

    private static byte[] Definitions(List<(string Name, int Line)> names)
    {
        var groups = new GroupWriter();
        var symbols = names.Select((name, i) => (name.Name, name.Line, Symbol: i)).GroupBy(s => s.Name).OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var group in symbols)
        {
            groups.BeginGroup(Encoding.UTF8.GetBytes(group.Key));
            var run = new DefinitionRunWriter(groups);
            foreach (var (_, line, symbol) in group)
            {
                run.Add(symbol, SymbolKind.Function, line);
            }

            groups.EndGroup();
        }

        return groups.ToArray();
    }
}
