using System.Text;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Tests.Segments;

public sealed class PostingTableTests
{
    [Theory]
    [InlineData(51, 0)]
    [InlineData(52, 1)]
    [InlineData(53, 300)]
    [InlineData(54, 5000)]
    public void Finds_exactly_by_prefix_and_by_what_keys_contain(int seed, int count)
    {
        var random = new Random(seed);
        var keys = Keys(random, count);
        using var segment = SegmentOf(keys);
        var table = segment.Table(TableKind.Definitions);
        Assert.Equal(keys.Length, table.KeyCount);
        for (var i = 0; i < keys.Length; i += 1 + keys.Length / 100)
        {
            Assert.Equal(i, table.Find(keys[i]));
        }

        for (var probe = 0; probe < 200; probe++)
        {
            var text = Probe(random, keys);
            AssertFind(table, keys, text);
            AssertPrefix(table, keys, text);
            AssertContaining(table, keys, text, ignoreCase: probe % 2 == 0);
        }
    }

    [Fact]
    public void A_needle_across_two_keys_is_not_found()
    {
        using var segment = SegmentOf(["abc"u8.ToArray(), "def"u8.ToArray(), "xcdx"u8.ToArray()]);
        var table = segment.Table(TableKind.Definitions);
        Assert.Equal(2, table.NextContaining("cd"u8, false, 0));
        Assert.Equal(-1, table.NextContaining("fx"u8, false, 0));
        Assert.Equal(-1, table.NextContaining("cd"u8, false, 3));
        Assert.Equal(1, table.NextContaining(""u8, false, 1));
    }

    [Fact]
    public void Ignoring_case_folds_letters_only()
    {
        using var segment = SegmentOf(["@[`{"u8.ToArray(), "aZ"u8.ToArray(), "größe"u8.ToArray()]);
        var table = segment.Table(TableKind.Definitions);
        Assert.Equal(-1, table.NextContaining("`["u8, true, 0));
        Assert.Equal(0, table.NextContaining("["u8, true, 0));
        Assert.Equal(1, table.NextContaining("Az"u8, true, 0));
        Assert.Equal(2, table.NextContaining("GRöSSE"u8[..4], true, 0));
        Assert.Equal(-1, table.NextContaining("GRÖ"u8, true, 0));
        Assert.Equal(-1, table.NextContaining("Az"u8, false, 0));
    }

    private static void AssertFind(PostingTable table, byte[][] keys, byte[] text)
    {
        var insertion = keys.Count(k => k.AsSpan().SequenceCompareTo(text) < 0);
        var present = insertion < keys.Length && keys[insertion].AsSpan().SequenceEqual(text);
        Assert.Equal(present ? insertion : ~insertion, table.Find(text));
    }

    private static void AssertPrefix(PostingTable table, byte[][] keys, byte[] text)
    {
        var (start, end) = table.PrefixRange(text);
        Assert.Equal(keys.Count(k => k.AsSpan().SequenceCompareTo(text) < 0), start);
        Assert.Equal(keys.Count(k => k.AsSpan().StartsWith(text)), end - start);
    }

    private static void AssertContaining(PostingTable table, byte[][] keys, byte[] text, bool ignoreCase)
    {
        var found = new List<int>();
        for (var key = -1; (key = table.NextContaining(text, ignoreCase, key + 1)) >= 0;)
        {
            found.Add(key);
        }

        Assert.Equal(Enumerable.Range(0, keys.Length).Where(i => Contains(keys[i], text, ignoreCase)), found);
    }

    private static bool Contains(byte[] key, byte[] text, bool ignoreCase) =>
        (ignoreCase ? Lower(key) : key).AsSpan().IndexOf(ignoreCase ? Lower(text) : text) >= 0;

    private static byte[] Lower(byte[] text) => [.. text.Select(b => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b)];

    private static byte[] Probe(Random random, byte[][] keys)
    {
        var key = keys.Length == 0 ? [] : keys[random.Next(keys.Length)];
        var start = random.Next(key.Length + 1);
        byte[] part = key[(random.Next(2) * start)..(start + random.Next(key.Length - start + 1))];
        return random.Next(3) == 0 ? [.. part, (byte)random.Next(256)] : part;
    }

    private static byte[][] Keys(Random random, int count)
    {
        var keys = new HashSet<string>();
        while (keys.Count < count)
        {
            keys.Add(string.Concat(Enumerable.Range(0, random.Next(random.Next(10) == 0 ? 90 : 7)).Select(_ => "abABz_é"[random.Next(7)])));
        }

        return [.. keys.Select(Encoding.UTF8.GetBytes).OrderBy(Convert.ToHexString, StringComparer.Ordinal)];
    }

    private static Segment SegmentOf(byte[][] keys)
    {
        var groups = new GroupWriter();
        foreach (var key in keys)
        {
            groups.BeginGroup(key);
            new DefinitionRunWriter(groups).Add(0, SymbolKind.Class, 1);
            groups.EndGroup();
        }

        var facts = new BlobFacts { Oid = Oid.OfBlob("x"u8, ObjectFormat.Sha1), LanguageId = "go", Groups = [groups.ToArray(), default, default, default, default] };
        return Segment.FromMemory(SegmentWriter.ToBytes([facts], SegmentModel.Languages), "test");
    }
}
