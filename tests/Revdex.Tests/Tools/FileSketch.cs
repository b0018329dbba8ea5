using System.Buffers;
using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Tools;

/// <summary>One file of a <see cref="StateSketch"/>. Positions follow from the content: a name is sought on the line that is given.</summary>
internal sealed class FileSketch
{
    private readonly List<(string Name, SymbolKind Kind, int Line, int EndLine, int Container, SymbolFlags Flags, string Signature, string Doc)> _symbols = [];
    private readonly List<(string Name, OccurrenceRole Role, int Line, int Column, bool HasReceiver)> _uses = [];
    private readonly string[] _lines;

    public FileSketch(string path, string content, int segment = 0)
        : this(GitPath.Parse(path), Encoding.UTF8.GetBytes(content), segment)
    {
    }

    public FileSketch(byte[] path, byte[] content, int segment = 0)
    {
        (Path, Content, Segment) = (path, content, segment);
        Oid = Oid.OfBlob(content, ObjectFormat.Sha1);
        _lines = Encoding.UTF8.GetString(content).Split('\n');
    }

    public byte[] Path { get; }

    public byte[] Content { get; }

    public int Segment { get; }

    public Oid Oid { get; }

    public SkipReason Skip { get; init; }

    public bool IsPending { get; init; }

    /// <summary>Null for a file of no known language, and for one that is not read yet.</summary>
    public BlobFacts? Facts => IsPending || LanguageSet.Default.Detect(Path) is not { } language ? null
        : Skip != SkipReason.None ? BlobFacts.Skipped(Oid, language.Id, Skip, Content.Length)
        : Make(language.Id);

    /// <summary>Adds a symbol; call in order of lines. The container is the innermost symbol that holds the line.</summary>
    public FileSketch Symbol(
        SymbolKind kind, string name, int line, int endLine = 0, SymbolFlags flags = SymbolFlags.Exported, string? signature = null, string doc = "")
    {
        var container = _symbols.FindLastIndex(s => s.Line <= line && s.EndLine >= Math.Max(endLine, line));
        _symbols.Add((name, kind, line, Math.Max(line, endLine), container, flags, signature ?? _lines[line - 1].Trim(), doc));
        return this;
    }

    /// <summary>Adds a use; call in order of lines. The nth place where the line holds the name.</summary>
    public FileSketch Use(OccurrenceRole role, string name, int line, int nth = 1)
    {
        var at = -1;
        for (var i = 0; i < nth; i++)
        {
            at = _lines[line - 1].IndexOf(name, at + 1, StringComparison.Ordinal);
        }

        Assert.True(at >= 0, $"line {line} has no {name}");
        var before = _lines[line - 1][..at];
        _uses.Add((name, role, line, Encoding.UTF8.GetByteCount(before), before.EndsWith('.')));
        return this;
    }

    private BlobFacts Make(string language) => new()
    {
        Oid = Oid,
        LanguageId = language,
        SizeBytes = Content.Length,
        SymbolCount = _symbols.Count,
        OccurrenceCount = _uses.Count,
        Message = Message(),
        Groups = [Definitions(), Occurrences(), default, default, default],
    };

    private byte[] Message()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new FactsMessageWriter(output, _symbols.Count, 0);
        foreach (var s in _symbols)
        {
            writer.WriteSymbol(new SymbolRow
            {
                Name = Encoding.UTF8.GetBytes(s.Name),
                Kind = s.Kind,
                Container = s.Container,
                StartLine = s.Line,
                EndLine = s.EndLine,
                NameLine = s.Line,
                NameColumn = Math.Max(0, _lines[s.Line - 1].IndexOf(s.Name, StringComparison.Ordinal)),
                StartByte = ByteOf(s.Line) + _lines[s.Line - 1].Length - _lines[s.Line - 1].TrimStart().Length,
                EndByte = ByteOf(s.EndLine) + Encoding.UTF8.GetByteCount(_lines[s.EndLine - 1]),
                Signature = Encoding.UTF8.GetBytes(s.Signature),
                Doc = Encoding.UTF8.GetBytes(s.Doc),
                Flags = s.Flags,
            });
        }

        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    private int ByteOf(int line) => _lines.Take(line - 1).Sum(l => Encoding.UTF8.GetByteCount(l) + 1);

    private byte[] Definitions()
    {
        var groups = new GroupWriter();
        foreach (var group in _symbols.Select((s, index) => (s.Name, s.Kind, s.Line, s.Flags, Index: index)).GroupBy(s => s.Name).OrderBy(g => g.Key, ByBytes))
        {
            groups.BeginGroup(Encoding.UTF8.GetBytes(group.Key));
            var run = new DefinitionRunWriter(groups);
            foreach (var (_, kind, line, flags, index) in group)
            {
                run.Add(index, kind, line, flags);
            }

            groups.EndGroup();
        }

        return groups.ToArray();
    }

    private byte[] Occurrences()
    {
        var groups = new GroupWriter();
        foreach (var group in _uses.GroupBy(u => u.Name).OrderBy(g => g.Key, ByBytes))
        {
            groups.BeginGroup(Encoding.UTF8.GetBytes(group.Key));
            var run = new OccurrenceRunWriter(groups);
            foreach (var use in group.OrderBy(u => u.Line).ThenBy(u => u.Column))
            {
                run.Add(use.Role, _symbols.FindLastIndex(s => s.Line <= use.Line && s.EndLine >= use.Line), use.HasReceiver, use.Line, use.Column);
            }

            groups.EndGroup();
        }

        return groups.ToArray();
    }

    private static readonly Comparer<string> ByBytes = Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));
}
