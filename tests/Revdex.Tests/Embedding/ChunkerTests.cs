using System.Text;
using Revdex.Embedding;
using Revdex.Facts;

namespace Revdex.Tests.Embedding;

public sealed class ChunkerTests
{
    private static readonly string Golden = Path.Combine(RepositoryRoot.Path, "tests", "Revdex.Tests", "Golden");

    /// <summary>A sample of every language, and our own sources.</summary>
    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Golden, "*", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories).Where((_, i) => i % 8 == 0))
        .Append(Path.Combine(RepositoryRoot.Path, "README.md")).Append(Path.Combine(RepositoryRoot.Path, "src", "DESIGN.md"));

    [Fact]
    public void Every_byte_that_is_not_blank_is_in_a_chunk()
    {
        foreach (var path in Files())
        {
            AssertSound(path, new(path, File.ReadAllBytes(path)));
        }
    }

    [Fact]
    public void Cut_and_joined_files_are_chunked_as_well()
    {
        var random = new Random(6);
        var files = Files().Select(File.ReadAllBytes).Where(f => f.Length is > 100 and < 20_000).ToList();
        for (var i = 0; i < 150; i++)
        {
            var (left, right) = (files[random.Next(files.Count)], files[random.Next(files.Count)]);
            byte[] mixed = [.. left.AsSpan(random.Next(left.Length)), .. right.AsSpan(0, random.Next(right.Length)), .. random.Next(3) == 0 ? left : []];
            AssertSound($"mix {i}", new(random.Next(4) switch { 0 => "a.cs", 1 => "a.py", 2 => "a.md", _ => "a.txt" }, mixed));
        }
    }

    /// <summary>Facts may come from a store: symbols that overlap, nest too deep or end behind the file still give sound chunks.</summary>
    [Fact]
    public void Facts_that_do_not_fit_the_text_do_no_harm()
    {
        var random = new Random(7);
        var content = File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "README.md"));
        foreach (var other in Files().Take(60))
        {
            var facts = new ChunkedSample(other, File.ReadAllBytes(other)).Facts;
            var part = content[..random.Next(1, content.Length)];
            AssertCovered(other, part, Chunker.Of(part, facts));
        }
    }

    [Fact]
    public void Members_stand_for_themselves_and_small_ones_are_joined()
    {
        var sample = new ChunkedSample("a.cs", SampleClass());
        Assert.Equal(["Box 1-8", "Fill 10-17", "Empty 19-26", "Box 28-30"], sample.Told());
        Assert.StartsWith("Shop Box Fill\nPuts things in.\npublic void Fill(int count)\n", sample.Text(1));
    }

    [Fact]
    public void A_text_is_the_same_wherever_it_stands()
    {
        var sample = new ChunkedSample("a.cs", SampleClass());
        var lines = SampleClass().Split('\n');
        var moved = new ChunkedSample("b.cs", string.Join('\n', [.. lines[..8], "", "    public int Other;", .. lines[8..17].Select(l => "\t" + l.TrimEnd() + " "), .. lines[17..]]));
        var key = sample.Blob.Chunks[1].Key;
        Assert.Contains(moved.Blob.Chunks.ToArray(), c => c.Key == key);
        Assert.DoesNotContain(new ChunkedSample("a.cs", SampleClass().Replace("Puts things in", "Puts it in")).Blob.Chunks.ToArray(), c => c.Key == key);
        Assert.DoesNotContain(new ChunkedSample("a.cs", SampleClass().Replace("class Box", "class Bag")).Blob.Chunks.ToArray(), c => c.Key == key);
    }

    [Fact]
    public void Long_functions_are_cut_where_a_statement_begins_and_share_lines()
    {
        var body = new StringBuilder("int Long(int a)\n{\n");
        for (var i = 0; i < 60; i++)
        {
            body.Append($"    if (a == {i})\n    {{\n        Call(a, {i}, \"some text that takes room\");\n    }}\n\n");
        }

        var sample = new ChunkedSample("a.c", body.Append("    return a;\n}\n").ToString());
        var text = Encoding.UTF8.GetString(sample.Content);
        Assert.InRange(sample.Blob.Chunks.Length, 3, 8);
        for (var i = 1; i < sample.Blob.Chunks.Length; i++)
        {
            var (before, chunk) = (sample.Blob.Chunks[i - 1], sample.Blob.Chunks[i]);
            Assert.InRange(before.End - chunk.Start, 20, ChunkRules.OverlapBytes);
            Assert.StartsWith("Long\nint Long(int a)\n", sample.Text(i));
            Assert.StartsWith("if (a ==", text[before.End..].TrimStart());
        }
    }

    [Fact]
    public void Documents_are_cut_at_their_headings()
    {
        var filler = string.Concat(Enumerable.Repeat("Some words about it that fill a line of text.\n", 10));
        var sample = new ChunkedSample("a.md", $"# Top\n{filler}\n## First part\n{filler}\n## Second\n{filler}\n### Deep\n{filler}");
        Assert.Equal(["Top 1-11", "First part 13-23", "Second 25-35", "Deep 37-47"], sample.Told());
        Assert.StartsWith("Top Second Deep\n", sample.Text(3));
    }

    [Fact]
    public void A_huge_file_has_so_many_chunks_and_says_so()
    {
        var huge = new ChunkedSample("a.txt", string.Concat(Enumerable.Repeat("words and more words\n", 95_000)));
        Assert.True(huge.Blob.IsCut);
        Assert.Equal(ChunkRules.ChunksMax, huge.Blob.Chunks.Length);
        Assert.Equal(0, Chunker.Of(new byte[Limits.BlobSizeMaxBytes + 1], default).Chunks.Length);
    }

    [Fact]
    public void One_endless_line_is_cut_within_it()
    {
        AssertSound("blanks", new("a.txt", string.Join(' ', Enumerable.Repeat("word", 3_000))));
        AssertSound("none", new("a.txt", new string('ä', 10_000)));
        Assert.All(new ChunkedSample("a.txt", new string('ä', 10_000)).Blob.Texts, t => Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(t.Span)));
    }

    private static void AssertSound(string what, ChunkedSample sample)
    {
        AssertCovered(what, sample.Content, sample.Blob);
        for (var i = 0; i < sample.Blob.Chunks.Length; i++)
        {
            var chunk = sample.Blob.Chunks[i];
            Assert.Equal(ChunkText.Key(sample.Blob.Texts[i].Span), chunk.Key);
            Assert.Equal(1 + sample.Content.AsSpan(0, chunk.Start).Count((byte)'\n'), chunk.Line);
            Assert.Equal(1 + sample.Content.AsSpan(0, chunk.End - 1).Count((byte)'\n'), chunk.EndLine);
            Assert.True(chunk.Symbol < sample.Facts.SymbolCount, what);
        }
    }

    private static void AssertCovered(string what, byte[] content, BlobChunks blob)
    {
        var covered = new bool[content.Length];
        var last = -1;
        foreach (var chunk in blob.Chunks)
        {
            Assert.True(chunk.Start > last && chunk.End > chunk.Start, $"{what}: chunks are not in order");
            var punctuation = content.AsSpan(chunk.Start, chunk.End - chunk.Start).TrimEnd("{}()[];,. \t\r\n"u8).Length;
            Assert.True(punctuation <= ChunkRules.MaxBytes, $"{what}: {punctuation} bytes at {chunk.Line}");
            covered.AsSpan(chunk.Start, chunk.End - chunk.Start).Fill(true);
            last = chunk.Start;
        }

        Assert.All(blob.Texts, t => Assert.False(t.IsEmpty));
        var missing = Enumerable.Range(0, content.Length).FirstOrDefault(i => !covered[i] && !" \t\r\n\f\v"u8.Contains(content[i]), -1);
        Assert.True(missing < 0, $"{what}: byte {missing} is in no chunk");
    }

    private static string SampleClass() =>
        """
        namespace Shop;

        /// <summary>Holds things.</summary>
        public sealed class Box
        {
            private int _count;
            private readonly int[] _items = new int[4];
            private readonly string _name = "a box of some things";

            // Puts things in.
            public void Fill(int count)
            {
                _count = Math.Min(count, _items.Length); // no more than fit
                _items.AsSpan(0, _count).Fill(1);
                ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(count));
                Console.WriteLine($"{_name} has {_count} of {_items.Length} things");
            }

            // Takes all things out.
            public void Empty()
            {
                Console.WriteLine($"{_name} had {_count} of {_items.Length} things");
                _count = 0;
                Console.WriteLine("whoever had put them in has to put them in again");
                _items.AsSpan().Fill(0); // nothing is left in it
            }

            public int Count => _count;
            public bool IsEmpty => _count == 0; // as it was asked for
        }

        """;
}
