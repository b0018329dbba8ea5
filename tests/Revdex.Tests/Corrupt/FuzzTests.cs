using Revdex.Facts;
using Revdex.Git;
using Revdex.Notes;
using Revdex.Scip;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Facts;
using Revdex.Tests.Notes;
using Revdex.Tests.Scip;
using Revdex.Tests.Segments;
using Revdex.Tests.Vectors;
using Revdex.Trust;
using Revdex.Vectors;

namespace Revdex.Tests.Corrupt;

/// <summary>Every reader on random and on randomly damaged bytes, before a guard page: answers or the one error, nothing allocated but that.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 20_000;
    private const int BytesMax = 4096;

    /// <summary>An exception with its message and stack.</summary>
    private const long AllocationMaxBytes = 64 * 1024;

    private static readonly ByteSource Source = new("fuzz", "bytes");

    private delegate void Reading(ReadOnlyMemory<byte> bytes);

    [Fact]
    public void Facts_messages() => Fuzz(81, [.. Facts().Select(f => f.Message.ToArray())], ReadMessage);

    [Fact]
    public void Wire_frames() => Fuzz(82, [.. Facts().Select(Frame)], bytes => BlobFactsWire.ReadInPlace(bytes));

    [Fact]
    public void Groups_and_runs() => Fuzz(83, [.. Facts().SelectMany(f => f.Groups).Select(g => g.ToArray())], ReadGroups);

    [Fact]
    public void Postings() => Fuzz(84, [.. Enumerable.Range(1, 30).Select(PostingsOfOneKey)], ReadPostings);

    [Fact]
    public void Headers() => Fuzz(85, [Header()], bytes => SegmentFormat.Segment.ReadHeader(bytes.Span, bytes.Length, "fuzz"));

    [Fact]
    public void Languages() => Fuzz(86, [LanguageList.Write(SegmentModel.Languages)], bytes => LanguageList.Read(bytes.Span, Source));

    [Fact]
    public void Envelopes()
    {
        using var key = SigningKey.New();
        var trusted = TrustedKeys.None.With(key.PublicKey);
        byte[][] samples = [.. new[] { 0, 1, 40, 700 }.Select(length => Envelope.Seal("application/x", new byte[length], key))];
        var forged = 0;
        Fuzz(88, samples, bytes =>
        {
            var envelope = Envelope.Read(bytes, "fuzz");
            forged += envelope.SignerAmong(trusted) is not null && (envelope.PayloadType != "application/x" || envelope.Payload.AsSpan().ContainsAnyExcept((byte)0)) ? 1 : 0;
        });
        Assert.Equal(0, forged);
    }

    [Fact]
    public void Notes() => Fuzz(89, [NoteFormat.OfNote(NoteSamples.OfSymbol()), NoteFormat.OfDeletion(1)], bytes => NoteFormat.ReadFile(bytes, "fuzz"));

    [Fact]
    public void Sets_of_notes() =>
        Fuzz(90, [NoteFormat.OfSet([NoteSamples.OfSymbol(), NoteSamples.OfPath("\u001b ä \n")]), NoteFormat.OfSet([])], bytes => NoteFormat.ReadSet(bytes, "fuzz"));

    [Fact]
    public void Bundle_heads() => Fuzz(91, [.. new[] { 70, 0, 1 }.Select(HeadOf)], bytes => BundleHead.Read("fuzz", bytes.Span, 64 + (70 * (36 + 9_000L))));

    [Fact]
    public void Vector_files()
    {
        var world = VectorWorld.Of(92, 5, 3);
        Fuzz(92, [world.Bytes(world.Blobs[..1]), world.Bytes(world.Blobs), world.Bytes(world.Blobs, listRowsMin: 1)], bytes =>
        {
            using var file = VectorFile.FromMemory(bytes, "fuzz");
            var live = LiveRows.Of(file, (_, blob) => blob > 0);
            VectorSearch.Nearest(file.Model, [new(file, null), new(file, live)], new float[file.Model.Dimensions].Select(_ => 1f).ToArray(), 5, default);
        });
    }

    [Fact]
    public void Scip_indexes() => Fuzz(93, [ScipSamples.Index().ToBytes()], bytes =>
    {
        var index = ScipIndex.Read(bytes);
        for (var i = 0; i < index.Count; i++)
        {
            for (var document = ScipDocument.Read(index[i]); document.MoveNext();)
            {
                Assert.True(ScipSymbol.NamesOf(document.Current.Symbol).Name is not null && document.Current.Range.Line >= 0);
            }
        }
    });

    [Fact]
    public void Message_pack() => Fuzz(87, [.. Facts().Select(f => f.Message.ToArray())], bytes =>
    {
        var reader = new MessagePackReader(bytes.Span, Source, 0);
        while (reader.Position < bytes.Length)
        {
            reader.Skip();
        }
    });

    private static void Fuzz(int seed, byte[][] samples, Reading read)
    {
        var random = new Random(seed);
        samples = [.. samples.Where(s => s.Length is > 0 and <= BytesMax - 64)];
        Assert.NotEmpty(samples);
        using var memory = new GuardedMemory(BytesMax);
        read(memory.Put(samples[0]));
        var errors = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = memory.Put(Damaged(random, samples[random.Next(samples.Length)]));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(bytes);
            }
            catch (InvalidDataException)
            {
                errors++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationMaxBytes);
        }

        Assert.True(errors > 0, "nothing was found wrong");
    }

    private static byte[] Damaged(Random random, byte[] sample)
    {
        var bytes = sample.ToList();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] = 0xFF;
                    break;
                case 3 when bytes.Count > 1:
                    bytes.RemoveRange(at, random.Next(1, Math.Min(bytes.Count - at, 9)));
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 9)).Select(_ => (byte)random.Next(256)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static void ReadMessage(ReadOnlyMemory<byte> bytes)
    {
        var message = new FactsMessage(bytes.Span);
        for (var i = 0; i < Math.Min(message.SymbolCount, 3); i++)
        {
            message.ReadSymbol(message.SymbolCount - 1 - i);
        }

        foreach (var import in message.Imports)
        {
            Assert.True(import.Line >= 0);
        }

        foreach (var symbol in message.Symbols)
        {
            Assert.InRange(symbol.Container, -1, int.MaxValue);
        }
    }

    private static void ReadGroups(ReadOnlyMemory<byte> bytes)
    {
        var groups = new GroupReader(bytes.Span);
        while (groups.MoveNext())
        {
            var definitions = new DefinitionRunReader(groups.Run);
            while (definitions.MoveNext())
            {
                Assert.True(definitions.Symbol >= 0 && definitions.Line >= 0);
            }
        }
    }

    private static void ReadPostings(ReadOnlyMemory<byte> bytes)
    {
        var postings = new PostingReader(bytes.Span, 100, Source, 0);
        while (postings.MoveNext())
        {
            Assert.InRange(postings.Blob, 0, 99);
            var occurrences = postings.Occurrences;
            while (occurrences.MoveNext())
            {
                Assert.True(occurrences.Enclosing >= -1 && occurrences.Line >= 0 && occurrences.Column >= 0);
            }
        }
    }

    private static List<BlobFacts> Facts() => RandomFacts.Many(80, 60, ObjectFormat.Sha1);

    private static byte[] Frame(BlobFacts facts)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        BlobFactsWire.Write(output, facts);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Header() => SegmentWriter.ToBytes([], []);

    private static byte[] PostingsOfOneKey(int seed)
    {
        var random = new Random(seed);
        var facts = RandomFacts.Many(seed, seed, ObjectFormat.Sha1).Select(f => new BlobFacts
        {
            Oid = f.Oid,
            LanguageId = f.LanguageId,
            Groups = [default, RandomFacts.OneGroup(random, TableKind.Occurrences, "key"u8), default, default, default],
        });
        var sections = Surgery.Sections(SegmentFormat.Segment, SegmentWriter.ToBytes([.. facts], SegmentModel.Languages));
        return sections[SegmentFormat.IndexOf(TableKind.Occurrences, TablePart.Postings)];
    }

    private static byte[] HeadOf(int blockCount) => new BundleHead
    {
        SegmentId = default,
        SegmentSizeBytes = (blockCount * 65_536L) - (blockCount > 0 ? 1 : 0),
        BlockSizeBytes = 65_536,
        StoredLengths = [.. Enumerable.Repeat(9_000, blockCount)],
        Hashes = new ContentHash[blockCount],
    }.ToBytes();
}
