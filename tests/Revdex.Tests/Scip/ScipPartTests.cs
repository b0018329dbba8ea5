using System.Text;
using Revdex.Git;
using Revdex.Indexing.Compilers;
using Revdex.Scip;

namespace Revdex.Tests.Scip;

public sealed class ScipPartTests
{
    [Fact]
    public void Has_what_the_index_has_but_what_one_file_alone_knows()
    {
        using var part = Open(ScipSamples.Index().ToPart());

        part.Verify();
        Assert.Equal(["a.ts", "b.ts"], Enumerable.Range(0, part.DocumentCount).Select(i => Encoding.UTF8.GetString(part.PathOf(i))));
        Assert.Equal(Oid.OfBlob(Encoding.UTF8.GetBytes(ScipSamples.Uses), ObjectFormat.Sha1).ToString(), Convert.ToHexStringLower(part.OidOf(1)));
        Assert.Equal(
            ["1:9 Box#", "1:14 Door#", "2:16 use(). def", "2:23 Box#", "2:36 Door#", "3:6 open().", "4:6 open().", "6:12 open()."], Enumerable.Range(4, 8).Select(i => Told(part, i)));
        Assert.Equal(ScipSamples.ConsoleOpen, Encoding.UTF8.GetString(part.Symbol(part[11].Symbol)));
    }

    [Fact]
    public void Finds_documents_occurrences_and_what_a_symbol_has()
    {
        using var part = Open(ScipSamples.Index().ToPart());

        Assert.Equal(-1, part.Find("a"u8));
        Assert.Equal(-1, part.Find("c.ts"u8));
        var uses = part.Find("b.ts"u8);
        Assert.Equal((9, 10), part.At(uses, 3, 6));
        Assert.Equal((9, 9), part.At(uses, 3, 4));
        Assert.Equal((12, 12), part.At(uses, 70, 0));
        var symbol = part[9].Symbol;
        Assert.Equal((2, 1), part.CountsOf(symbol));
        Assert.Equal([1, 9], [part.Occurrence(symbol, 0), part.Occurrence(symbol, 1)]);
        Assert.Equal([0, 1], [part.DocumentOf(1), part.DocumentOf(9)]);
        Assert.Equal((1, 0), part.CountsOf(part[11].Symbol));
    }

    /// <summary>What a package of the project has and no document defines is not said to be another program's.</summary>
    [Fact]
    public void Leaves_out_what_is_of_the_project_and_nowhere_defined()
    {
        var index = new ScipSketch().Add("a.ts", "f(g);\nvar h;\n", (1, "f", ScipSketch.Own("`gone.ts`/f().")), (1, "g", "scip-typescript npm other 2.0.0 `o.ts`/g()."), (2, "h", $"def {ScipSketch.Own("`a.ts`/h.")}"));
        using var part = Open(index.ToPart());

        Assert.Equal(["1:2 g().", "2:4 h. def"], Enumerable.Range(0, part.OccurrenceCount).Select(i => Told(part, i)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Columns_become_bytes(int encoding)
    {
        const string Content = "\uFEFFvar a;\n/* ä€😀 */ var name = '😀' + other;\n";
        var index = new ScipSketch().Add("a.ts", Content[1..], (PositionEncoding)encoding, (1, "a/2", $"def {ScipSketch.Own("a.")}"), (2, "name", $"def {ScipSketch.Own("name.")}"), (2, "other", $"def {ScipSketch.Own("other.")}"));
        var read = ScipIndex.Read(index.ToBytes());
        var builder = new ScipPartBuilder();
        var bytes = Encoding.UTF8.GetBytes(Content);
        Assert.True(builder.TryAdd("a.ts"u8.ToArray(), Oid.OfBlob(bytes, ObjectFormat.Sha1), bytes, ScipDocument.Read(read[0]), (PositionEncoding)encoding));
        using var to = new MemoryStream();
        builder.Write(to);
        using var part = Open(to.ToArray());

        var second = Content.Split('\n')[1];
        Assert.Equal(
            ["1:7 a. def", $"2:{Encoding.UTF8.GetByteCount(second[..second.IndexOf("name")])} name. def", $"2:{Encoding.UTF8.GetByteCount(second[..second.IndexOf("other")])} other. def"],
            Enumerable.Range(0, 3).Select(i => Told(part, i)));
    }

    [Theory]
    [InlineData("export class Box {\n", "cut off")]
    [InlineData("// new\n" + ScipSamples.Definitions, "moved down")]
    [InlineData("", "empty")]
    public void Refuses_documents_of_other_bytes(string content, string why)
    {
        var index = ScipIndex.Read(ScipSamples.Index().ToBytes());
        var builder = new ScipPartBuilder();
        var bytes = Encoding.UTF8.GetBytes(content);

        Assert.False(builder.TryAdd("a.ts"u8.ToArray(), Oid.OfBlob(bytes, ObjectFormat.Sha1), bytes, ScipDocument.Read(index[0]), PositionEncoding.Utf16), why);
        Assert.Equal(0, builder.DocumentCount);
    }

    [Fact]
    public void The_order_of_documents_does_not_matter()
    {
        var (first, second) = (new ScipSketch(), new ScipSketch());
        first.Add("a.ts", "f();\n", (1, "f", ScipSketch.Own("f()."))).Add("b.ts", "def f\n", (1, "f/2", $"def {ScipSketch.Own("f().")}"));
        second.Add("b.ts", "def f\n", (1, "f/2", $"def {ScipSketch.Own("f().")}")).Add("a.ts", "f();\n", (1, "f", ScipSketch.Own("f().")));

        Assert.Equal(Convert.ToHexString(first.ToPart()), Convert.ToHexString(second.ToPart()));
    }

    [Fact]
    public void Of_nothing_is_a_part_too()
    {
        using var part = Open(new ScipSketch().ToPart());

        part.Verify();
        Assert.Equal(-1, part.Find("a.ts"u8));
    }

    /// <summary>All that a part says, as it is looked up, is what a list says.</summary>
    [Fact]
    public void Look_ups_agree_with_a_list()
    {
        var random = new Random(7);
        var index = new ScipSketch();
        var all = new List<string>();
        for (var file = 0; file < 12; file++)
        {
            var content = string.Join('\n', Enumerable.Range(0, 30).Select(_ => "f0 f1 f2 f3 f4 f5 f6 f7"));
            (int, string, string)[] words = [.. Enumerable.Range(0, random.Next(60)).Select(_ => (Line: random.Next(1, 31), Name: $"f{random.Next(8)}")).Distinct().Select(w => (w.Line, w.Name, $"{(random.Next(5) == 0 ? "def " : "")}{ScipSketch.Own($"{w.Name}().")}"))];
            index.Add($"f{file:00}.ts", content, words);
            all.AddRange(words.Select(w => $"f{file:00}.ts {w.Item1}:{3 * (w.Item2[1] - '0')} {w.Item2}().{(w.Item3.StartsWith("def ") ? " def" : "")}"));
        }

        using var part = Open(index.ToPart());
        part.Verify();
        Assert.Equal(all.Order(StringComparer.Ordinal), Enumerable.Range(0, part.OccurrenceCount).Select(i => $"{Encoding.UTF8.GetString(part.PathOf(part.DocumentOf(i)))} {Told(part, i)}").Order(StringComparer.Ordinal));
        for (var i = 0; i < part.OccurrenceCount; i++)
        {
            var (start, end) = part.At(part.DocumentOf(i), part[i].Line, part[i].Column);
            Assert.Equal((i, i + 1), (start, end));
        }
    }

    private static ScipPart Open(byte[] bytes) => ScipPart.FromMemory(bytes, "test");

    private static string Told(ScipPart part, int occurrence)
    {
        var (row, text) = (part[occurrence], Encoding.UTF8.GetString(part.Symbol(part[occurrence].Symbol)));
        return $"{row.Line}:{row.Column} {text[(text.LastIndexOfAny(['/', ' ', '#'], text.Length - 2) + 1)..]}{(row.IsDefinition ? " def" : "")}";
    }
}
