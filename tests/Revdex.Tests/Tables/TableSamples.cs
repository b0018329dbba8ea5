using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Tables;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Tables;

/// <summary>
/// A small view over real facts: two sources in a segment file (one of them under two paths, one no longer in the view), one in an
/// overlay in memory, a skipped blob, a path that is not UTF-8, and files without a language.
/// </summary>
internal sealed class TableSamples : IDisposable
{
    public const string Parser = """
        using System.Text;
        using Json = System.Text.Json;

        namespace Sample.Parsing;

        /// <summary>Reads größere texts.</summary>
        public class Parser : IParser
        {
            private readonly StringBuilder _buffer = new();

            /// <summary>Parses it.</summary>
            public static int Parse(string text) => Count(text) + Count("x");

            private static int Count(string text) => text.Length;
        }
        """;

    public const string User = "namespace Sample;\n\npublic sealed class ParserUserWithALongName\n{\n    public int Use() => Parser.Parse(\"a\");\n}\n";

    public const string Edited = "public class Edited { void Run() { Parser.Parse(\"b\"); } }\n";

    public const string Old = "public class NoLongerHere { void Run() { Parser.Parse(\"c\"); } }\n";

    private readonly TemporaryFolder _folder = new();

    public TableSamples()
    {
        var language = LanguageSet.Default.ById("csharp")!; // one of the twelve
        using var extractor = new Extractor();
        BlobFacts Facts(string text) => extractor.Extract(OidOf(text), language, Encoding.UTF8.GetBytes(text));
        SegmentLanguage[] languages = [new(language.Id, language.Fingerprint)];
        BasePath = _folder["base.seg"];
        using (var file = File.Create(BasePath))
        {
            SegmentWriter.Write([Facts(Parser), Facts(User), Facts(Old), BlobFacts.Skipped(OidOf("skipped"), "csharp", SkipReason.TooLarge, 9_000_000)], languages, file);
        }

        using (var overlay = new MemoryStream())
        {
            SegmentWriter.Write([Facts(Edited)], languages, overlay);
            OverlayBytes = overlay.ToArray();
        }

        Base = Segment.Open(BasePath);
        Overlay = Segment.FromMemory(OverlayBytes, "overlay");
        Files =
        [
            FileAt("README.md"u8, "readme", null, null),
            FileAt("src/Edited.cs"u8, Edited, Overlay, "csharp"),
            FileAt("src/Parser.cs"u8, Parser, Base, "csharp"),
            FileAt("src/User.cs"u8, User, Base, "csharp"),
            FileAt("src/big.cs"u8, "skipped", Base, "csharp"),
            FileAt([.. "src/caf"u8, 0xE9, .. ".cs"u8], Parser, Base, "csharp"),
        ];
    }

    public string BasePath { get; }

    public byte[] OverlayBytes { get; }

    public Segment Base { get; }

    public Segment Overlay { get; }

    public TableFile[] Files { get; }

    public string Folder => _folder.Path;

    public static Oid OidOf(string text) => Oid.OfBlob(Encoding.UTF8.GetBytes(text), ObjectFormat.Sha1);

    /// <summary>A segment of every C# file under src/Revdex of this checkout.</summary>
    public static Segment OwnSources()
    {
        var language = LanguageSet.Default.ById("csharp")!; // one of the twelve
        using var extractor = new Extractor();
        var sources = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src", "Revdex"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllBytes);
        var facts = sources.Select(s => extractor.Extract(Oid.OfBlob(s, ObjectFormat.Sha1), language, s)).DistinctBy(f => f.Oid).ToList();
        using var bytes = new MemoryStream();
        SegmentWriter.Write(facts, [new SegmentLanguage(language.Id, language.Fingerprint)], bytes);
        return Segment.FromMemory(bytes.ToArray(), "own");
    }

    public SqlRequest Request(string sql) => new()
    {
        Sql = sql,
        Segments = [TableSegment.Of(BasePath), TableSegment.Of(OverlayBytes)],
        Files = Files,
        TimeLimit = TimeSpan.FromSeconds(60),
    };

    public void Dispose()
    {
        Base.Dispose();
        Overlay.Dispose();
        _folder.Dispose();
    }

    private TableFile FileAt(ReadOnlySpan<byte> path, string text, Segment? segment, string? language)
    {
        var blob = -1;
        segment?.TryFindBlob(OidOf(text), 0, out blob);
        return new TableFile
        {
            Path = path.ToArray(),
            Oid = OidOf(text),
            Mode = 0x81A4,
            LanguageId = language,
            Segment = segment is null ? -1 : segment == Base ? 0 : 1,
            Blob = Math.Max(blob, 0),
        };
    }
}
