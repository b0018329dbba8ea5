using System.Buffers;
using System.Text;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Tests.Segments;

/// <summary>The hand-made facts of the frozen segment: one of everything the format can hold. Never change them within a version.</summary>
internal static class FrozenFacts
{
    public static readonly SegmentLanguage[] Languages =
        [new("c", "c0000000000000000000000000000001"), new("cpp", "c0000000000000000000000000000002"), new("csharp", "c0000000000000000000000000000003")];

    public static IReadOnlyList<BlobFacts> All { get; } =
    [
        CSharp(), Header("c"), Header("cpp"),
        BlobFacts.Skipped(OidOf("big"), "csharp", SkipReason.TooLarge, 5_000_000_000),
        BlobFacts.Skipped(OidOf("gone"), "c", SkipReason.Missing, 0),
    ];

    private static Oid OidOf(string content) => Oid.OfBlob(Encoding.UTF8.GetBytes(content), ObjectFormat.Sha1);

    private static BlobFacts CSharp()
    {
        var message = new ArrayBufferWriter<byte>();
        var writer = new FactsMessageWriter(message, symbolCount: 6, importCount: 2);
        writer.WriteSymbol(new SymbolRow { Name = "App.Größe"u8, Kind = SymbolKind.Namespace, StartLine = 3, EndLine = 40, NameLine = 3, NameColumn = 10, StartByte = 30, EndByte = 900, Signature = "namespace App.Größe;"u8 });
        writer.WriteSymbol(new SymbolRow { Name = "Parser"u8, Kind = SymbolKind.Class, Container = 0, StartLine = 5, EndLine = 40, NameLine = 6, NameColumn = 20, StartByte = 60, EndByte = 900, Signature = "public sealed class Parser : IParser, Base<int>"u8, Doc = "Reads one thing."u8, Flags = SymbolFlags.Exported, BodyHash = 0x0123_4567_89AB_CDEF });
        writer.WriteSymbol(new SymbolRow { Name = "Parse"u8, Kind = SymbolKind.Method, Container = 1, StartLine = 8, EndLine = 20, NameLine = 8, NameColumn = 30, StartByte = 120, EndByte = 500, Signature = "public static async Task<int> Parse(string text)"u8, Flags = SymbolFlags.Exported | SymbolFlags.Static | SymbolFlags.Async, BodyHash = ulong.MaxValue });
        writer.WriteSymbol(new SymbolRow { Name = "Parse"u8, Kind = SymbolKind.Method, Container = 1, StartLine = 22, EndLine = 22, NameLine = 22, NameColumn = 16, StartByte = 520, EndByte = 560, Signature = "public int Parse() => 1;"u8, Qualifier = "IParser"u8, BodyHash = 1 });
        writer.WriteSymbol(new SymbolRow { Name = "_count"u8, Kind = SymbolKind.Field, Container = 1, StartLine = 24, EndLine = 24, NameLine = 24, NameColumn = 16, StartByte = 580, EndByte = 600, Signature = "private int _count;"u8, Flags = SymbolFlags.Deprecated });
        writer.WriteSymbol(new SymbolRow { Name = "Inner"u8, Kind = SymbolKind.Struct, Container = 1, StartLine = 30, EndLine = 38, NameLine = 30, NameColumn = 11, StartByte = 700, EndByte = 880, Signature = "struct Inner"u8 });
        writer.WriteImport(new ImportRow { Module = "System"u8, Line = 1 });
        writer.WriteImport(new ImportRow { Module = "System.Text"u8, Name = "Encoding"u8, Alias = "E"u8, Line = 2 });
        writer.Complete();
        return new BlobFacts
        {
            Oid = OidOf("csharp"),
            LanguageId = "csharp",
            HasParseErrors = true,
            SizeBytes = 900,
            SymbolCount = 6,
            OccurrenceCount = 260,
            Message = message.WrittenMemory,
            Groups = [CSharpDefinitions(), CSharpOccurrences(), CSharpImports(), CSharpBases(), Words("class"u8.ToArray(), "größer"u8.ToArray(), "return"u8.ToArray())],
        };
    }

    private static byte[] Words(params ReadOnlySpan<byte[]> words)
    {
        var groups = new GroupWriter();
        foreach (var word in words)
        {
            groups.BeginGroup(word);
            groups.EndGroup();
        }

        return groups.ToArray();
    }

    private static byte[] CSharpDefinitions()
    {
        var groups = new GroupWriter();
        groups.BeginGroup("App.Größe"u8);
        new DefinitionRunWriter(groups).Add(0, SymbolKind.Namespace, 3);
        groups.EndGroup();
        groups.BeginGroup("Inner"u8);
        new DefinitionRunWriter(groups).Add(5, SymbolKind.Struct, 30);
        groups.EndGroup();
        groups.BeginGroup("Parse"u8);
        var run = new DefinitionRunWriter(groups);
        run.Add(2, SymbolKind.Method, 8);
        run.Add(3, SymbolKind.Method, 22);
        groups.EndGroup();
        groups.BeginGroup("Parser"u8);
        new DefinitionRunWriter(groups).Add(1, SymbolKind.Class, 6);
        groups.EndGroup();
        groups.BeginGroup("_count"u8);
        new DefinitionRunWriter(groups).Add(4, SymbolKind.Field, 24);
        groups.EndGroup();
        return groups.ToArray();
    }

    private static byte[] CSharpOccurrences()
    {
        var groups = new GroupWriter();
        groups.BeginGroup("Base"u8);
        new OccurrenceRunWriter(groups).Add(OccurrenceRole.Implements, 1, false, 6, 39);
        groups.EndGroup();
        groups.BeginGroup("_count"u8);
        var run = new OccurrenceRunWriter(groups);
        for (var i = 0; i < 256; i++)
        {
            run.Add(i % 2 == 0 ? OccurrenceRole.Read : OccurrenceRole.Write, i % 5 - 1, i % 3 == 0, 9 + i / 20, i % 20 * 8);
        }

        groups.EndGroup();
        groups.BeginGroup("größer"u8);
        var texts = new OccurrenceRunWriter(groups);
        texts.Add(OccurrenceRole.Text, -1, false, 1, 0);
        texts.Add(OccurrenceRole.Call, 2, true, 1_000_000, 2_000_000);
        texts.Add(OccurrenceRole.Attribute, -1, false, 1_000_001, 0);
        groups.EndGroup();
        return groups.ToArray();
    }

    private static byte[] CSharpImports()
    {
        var groups = new GroupWriter();
        groups.BeginGroup("System"u8);
        new ImportRunWriter(groups).Add(0, 1);
        groups.EndGroup();
        groups.BeginGroup("System.Text"u8);
        new ImportRunWriter(groups).Add(1, 2);
        groups.EndGroup();
        return groups.ToArray();
    }

    private static byte[] CSharpBases()
    {
        var groups = new GroupWriter();
        groups.BeginGroup("Base"u8);
        new ImplementsRunWriter(groups).Add(1, 6, 39);
        groups.EndGroup();
        groups.BeginGroup("IParser"u8);
        new ImplementsRunWriter(groups).Add(1, 6, 30);
        groups.EndGroup();
        return groups.ToArray();
    }

    /// <summary>One blob in two languages: a header may be C or C++.</summary>
    private static BlobFacts Header(string language)
    {
        var message = new ArrayBufferWriter<byte>();
        var writer = new FactsMessageWriter(message, symbolCount: 2, importCount: 1);
        writer.WriteSymbol(new SymbolRow { Name = "point"u8, Kind = SymbolKind.TypeAlias, StartLine = 3, EndLine = 9, NameLine = 9, NameColumn = 2, StartByte = 20, EndByte = 120, Signature = "typedef struct { … } point"u8 });
        writer.WriteSymbol(new SymbolRow { Name = "point"u8, Kind = SymbolKind.Struct, Container = 0, StartLine = 4, EndLine = 6, NameLine = 4, NameColumn = 11, StartByte = 40, EndByte = 90, Signature = "struct point"u8 });
        writer.WriteImport(new ImportRow { Module = "stdio.h"u8, Line = 1 });
        writer.Complete();
        var (definitions, uses) = (new GroupWriter(), new GroupWriter());
        definitions.BeginGroup("point"u8);
        var run = new DefinitionRunWriter(definitions);
        run.Add(0, SymbolKind.TypeAlias, 9);
        run.Add(1, SymbolKind.Struct, 4);
        definitions.EndGroup();
        uses.BeginGroup("Base"u8);
        new OccurrenceRunWriter(uses).Add(OccurrenceRole.Type, 0, false, 5, 4);
        uses.EndGroup();
        var imports = new GroupWriter();
        imports.BeginGroup("stdio.h"u8);
        new ImportRunWriter(imports).Add(0, 1);
        imports.EndGroup();
        return new BlobFacts
        {
            Oid = OidOf("header"),
            LanguageId = language,
            SizeBytes = 130,
            SymbolCount = 2,
            OccurrenceCount = 1,
            Message = message.WrittenMemory,
            Groups = [definitions.ToArray(), uses.ToArray(), imports.ToArray(), default, Words("*"u8.ToArray(), "return"u8.ToArray())],
        };
    }
}
