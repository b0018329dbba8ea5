using Revdex.Segments;

namespace Revdex.Tests.Corrupt;

/// <summary>Reads everything of a segment by every way there is. The one error for bad bytes is noted and reading goes on behind it.</summary>
internal sealed class Exhaustive(string objectName)
{
    /// <summary>What was found wrong.</summary>
    public List<string> Errors { get; } = [];

    public static Exhaustive Read(ReadOnlyMemory<byte> bytes, string name)
    {
        var reading = new Exhaustive(SegmentFormat.Segment.ObjectName(name));
        reading.Try(() =>
        {
            using var segment = Segment.FromMemory(bytes, name);
            reading.ReadAll(segment);
        });
        return reading;
    }

    private void ReadAll(Segment segment)
    {
        for (var i = 0; i < segment.BlobCount; i++)
        {
            var blob = i;
            Try(() => segment.TryFindBlob(segment.Blob(blob).Oid, segment.LanguageOrdinal(blob), out _));
            Try(() => ReadFacts(segment, blob));
        }

        foreach (var kind in Enum.GetValues<TableKind>())
        {
            ReadTable(segment.Table(kind), kind);
        }

        Try(() => SegmentMerger.ToBytes([segment, segment], (_, blob) => blob % 3 != 0));
        Try(() => BlobsTable.Read(BlobsTable.FromSegment(segment).ToBytes(), segment.Name), SegmentFormat.BlobsTable.ObjectName(segment.Name));
    }

    private void ReadFacts(Segment segment, int blob)
    {
        var message = segment.Facts(blob);
        for (var i = 0; i < Math.Min(message.SymbolCount, 50); i++)
        {
            var index = i;
            Try(() => segment.Facts(blob).ReadSymbol(index));
        }

        foreach (var import in message.Imports)
        {
            Assert.True(import.Line >= 0);
        }

        foreach (var symbol in message.Symbols)
        {
            Assert.True(symbol.Container >= -1);
        }
    }

    private void ReadTable(PostingTable table, TableKind kind)
    {
        Try(() => table.PrefixRange("P"u8));
        Try(() => table.NextContaining("PARS"u8, true, 0));
        Try(() => table.NextContaining("o"u8, false, table.KeyCount / 2));
        for (var i = 0; i < Math.Min(table.KeyCount, 200); i++)
        {
            var key = i;
            Try(() => table.Find(table.Key(key)));
            Try(() => ReadPostings(table.Postings(key), kind));
        }
    }

    private void ReadPostings(PostingReader postings, TableKind kind)
    {
        while (postings.MoveNext())
        {
            Assert.True(postings.Blob >= 0);
            try
            {
                ReadRun(postings, kind);
            }
            catch (InvalidDataException e)
            {
                Note(e, objectName);
            }
        }
    }

    private static void ReadRun(PostingReader postings, TableKind kind)
    {
        var entries = 0;
        switch (kind)
        {
            case TableKind.Definitions:
                for (var run = postings.Definitions; run.MoveNext();)
                {
                    entries++;
                }

                break;
            case TableKind.Occurrences:
                for (var run = postings.Occurrences; run.MoveNext();)
                {
                    entries++;
                }

                break;
            case TableKind.Imports:
                for (var run = postings.Imports; run.MoveNext();)
                {
                    entries++;
                }

                break;
            case TableKind.Implements:
                for (var run = postings.Implements; run.MoveNext();)
                {
                    entries++;
                }

                break;
            default:
                break; // A word's run says nothing.
        }

        Assert.True(entries <= postings.Run.Length);
    }

    private void Try(Action read, string? name = null)
    {
        try
        {
            read();
        }
        catch (InvalidDataException e)
        {
            Note(e, name ?? objectName);
        }
    }

    private void Note(InvalidDataException e, string name)
    {
        Assert.Matches($"^{name}, [a-z ]+, offset -?[0-9]+: .", e.Message);
        Errors.Add(e.Message);
    }
}
