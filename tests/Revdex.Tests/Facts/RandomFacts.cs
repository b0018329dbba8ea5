using System.Buffers;
using System.Text;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Tests.Facts;

/// <summary>Well-formed facts of made-up blobs, the same for the same seed.</summary>
internal static class RandomFacts
{
    public static readonly string[] Languages = ["csharp", "go", "python"];

    private static readonly string[] Words = [.. Enumerable.Range(0, 150).Select(Word)];

    public static List<BlobFacts> Many(int seed, int count, ObjectFormat format)
    {
        var random = new Random(seed);
        var all = new Dictionary<(Oid, string), BlobFacts>();
        while (all.Count < count)
        {
            var oid = Oid.OfBlob(BitConverter.GetBytes(random.Next(count * 2)), format);
            var facts = One(random, oid, Languages[random.Next(Languages.Length)]);
            all.TryAdd((oid, facts.LanguageId), facts);
        }

        return [.. all.Values];
    }

    public static byte[] OneGroup(Random random, TableKind table, ReadOnlySpan<byte> key)
    {
        var groups = new GroupWriter();
        groups.BeginGroup(key);
        Run(random, groups, (int)table, random.Next(1, 10));
        groups.EndGroup();
        return groups.ToArray();
    }

    private static BlobFacts One(Random random, Oid oid, string language)
    {
        if (random.Next(8) == 0)
        {
            return BlobFacts.Skipped(oid, language, (SkipReason)random.Next(1, 8), random.NextInt64(1L << 35));
        }

        var (symbols, imports) = (random.Next(12), random.Next(4));
        var groups = Enumerable.Range(0, 5).Select(table => (ReadOnlyMemory<byte>)Groups(random, table)).ToArray();
        return new BlobFacts
        {
            Oid = oid,
            LanguageId = language,
            HasParseErrors = random.Next(4) == 0,
            SizeBytes = random.Next(100_000),
            SymbolCount = symbols,
            OccurrenceCount = random.Next(1000),
            Message = Message(random, symbols, imports),
            Groups = groups,
        };
    }

    private static byte[] Message(Random random, int symbols, int imports)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new FactsMessageWriter(output, symbols, imports);
        for (var i = 0; i < symbols; i++)
        {
            writer.WriteSymbol(new SymbolRow
            {
                Name = Some(random),
                Kind = (SymbolKind)random.Next(28),
                Container = random.Next(-1, i),
                StartLine = random.Next(5000),
                EndLine = random.Next(5000),
                NameLine = random.Next(5000),
                NameColumn = random.Next(150),
                StartByte = random.Next(1 << 21),
                EndByte = random.Next(1 << 21),
                Signature = Some(random),
                Doc = random.Next(2) == 0 ? Some(random) : default,
                Flags = (SymbolFlags)random.Next(64),
                BodyHash = random.Next(2) == 0 ? 0 : (ulong)random.NextInt64(long.MinValue, long.MaxValue),
                Qualifier = random.Next(8) == 0 ? Some(random) : default,
            });
        }

        for (var i = 0; i < imports; i++)
        {
            writer.WriteImport(new ImportRow { Module = Some(random), Name = random.Next(2) == 0 ? Some(random) : default, Line = i + 1 });
        }

        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Groups(Random random, int table)
    {
        var groups = new GroupWriter();
        var keys = Enumerable.Range(0, random.Next(30)).Select(_ => Some(random)).OrderBy(Convert.ToHexString, StringComparer.Ordinal).DistinctBy(Convert.ToHexString);
        foreach (var key in keys)
        {
            groups.BeginGroup(key);
            Run(random, groups, table, random.Next(1, random.Next(20) == 0 ? 200 : 5));
            groups.EndGroup();
        }

        return groups.ToArray();
    }

    private static void Run(Random random, GroupWriter groups, int table, int count)
    {
        var (definitions, occurrences) = (new DefinitionRunWriter(groups), new OccurrenceRunWriter(groups));
        var (imports, implements) = (new ImportRunWriter(groups), new ImplementsRunWriter(groups));
        for (var i = 0; i < count; i++)
        {
            switch (table)
            {
                case 0:
                    definitions.Add(i, (SymbolKind)random.Next(28), random.Next(1, 5000));
                    break;
                case 1:
                    occurrences.Add((OccurrenceRole)random.Next(1, 9), random.Next(-1, 500), random.Next(2) == 0, i + 1, random.Next(150));
                    break;
                case 2:
                    imports.Add(i, i + 1);
                    break;
                case 3:
                    implements.Add(i, i + 1, random.Next(150));
                    break;
                default:
                    break; // A word's run is empty.
            }
        }
    }

    private static byte[] Some(Random random) => Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]);

    /// <summary>Names that share beginnings, differ in case, hold other than ASCII, and one that is empty.</summary>
    private static string Word(int i) => (i % 5) switch
    {
        0 => new string('a', i / 5),
        1 => $"Get{i / 10}",
        2 => $"get{i / 10}Name",
        3 => $"größe{i}",
        _ => $"getNameOf{i}WithAVeryLongTailThatGoesBeyondSixtyFourBytesToTakeTheWideLoop",
    };
}
