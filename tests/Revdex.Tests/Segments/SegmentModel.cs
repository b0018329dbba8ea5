using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Tests.Segments;

/// <summary>What a segment of these facts must answer, kept in plain dictionaries.</summary>
internal sealed class SegmentModel
{
    public static readonly SegmentLanguage[] Languages =
        [new("csharp", "00112233445566778899aabbccddeeff"), new("go", "ffeeddccbbaa99887766554433221100"), new("python", "0123456789abcdef0123456789abcdef")];

    public SegmentModel(IEnumerable<BlobFacts> facts)
    {
        Blobs = [.. facts.OrderBy(f => f.Oid).ThenBy(f => f.LanguageId, StringComparer.Ordinal)];
        Used = [.. Languages.Where(l => Blobs.Any(b => b.LanguageId == l.Id))];
        Tables = [.. Enumerable.Range(0, 5).Select(TableOf)];
    }

    public List<BlobFacts> Blobs { get; }

    public SegmentLanguage[] Used { get; }

    /// <summary>For each table the keys in order, as hexadecimal text, with (blob, run as hexadecimal text).</summary>
    public SortedDictionary<string, List<(int Blob, string Run)>>[] Tables { get; }

    public int OrdinalOf(BlobFacts facts) => Array.FindIndex(Used, l => l.Id == facts.LanguageId);

    public static string[] KeysOf(PostingTable table) => [.. Enumerable.Range(0, table.KeyCount).Select(i => Convert.ToHexString(table.Key(i)))];

    public static List<(int Blob, string Run)> PostingsOf(PostingTable table, int key)
    {
        var all = new List<(int, string)>();
        var reader = table.Postings(key);
        while (reader.MoveNext())
        {
            all.Add((reader.Blob, Convert.ToHexString(reader.Run)));
        }

        return all;
    }

    /// <summary>Checks every look-up of a segment against this model.</summary>
    public void AssertAnswers(Segment segment)
    {
        Assert.Equal(Used, segment.Languages);
        Assert.Equal(Blobs.Count, segment.BlobCount);
        for (var i = 0; i < Blobs.Count; i++)
        {
            AssertBlob(segment, i);
        }

        foreach (var kind in Enum.GetValues<TableKind>())
        {
            var (table, model) = (segment.Table(kind), Tables[(int)kind]);
            Assert.Equal(model.Keys, KeysOf(table));
            Assert.All(model.Values.Select((postings, key) => (postings, key)), p => Assert.Equal(p.postings, PostingsOf(table, p.key)));
        }
    }

    private void AssertBlob(Segment segment, int blob)
    {
        var (facts, record) = (Blobs[blob], segment.Blob(blob));
        Assert.Equal((facts.Oid, OrdinalOf(facts), facts.Skip), (record.Oid, record.LanguageOrdinal, record.Skip));
        Assert.Equal((facts.HasParseErrors, facts.SizeBytes), (record.HasParseErrors, record.SizeBytes));
        Assert.Equal((facts.SymbolCount, facts.OccurrenceCount), (record.SymbolCount, record.OccurrenceCount));
        Assert.Equal(facts.Message.Span, segment.Message(blob));
        Assert.Equal(facts.SymbolCount, segment.Facts(blob).SymbolCount);
        Assert.True(segment.TryFindBlob(facts.Oid, record.LanguageOrdinal, out var found));
        Assert.Equal(blob, found);
        Assert.False(segment.TryFindBlob(Oid.OfBlob(facts.Oid.Span, ObjectFormat.Sha1), record.LanguageOrdinal, out _));
    }

    private SortedDictionary<string, List<(int Blob, string Run)>> TableOf(int table)
    {
        var keys = new SortedDictionary<string, List<(int Blob, string Run)>>(StringComparer.Ordinal);
        for (var blob = 0; blob < Blobs.Count; blob++)
        {
            var groups = new GroupReader(Blobs[blob].Groups[table].Span);
            while (groups.MoveNext())
            {
                var key = Convert.ToHexString(groups.Key);
                keys.TryAdd(key, []);
                keys[key].Add((blob, Convert.ToHexString(groups.Run)));
            }
        }

        return keys;
    }
}
