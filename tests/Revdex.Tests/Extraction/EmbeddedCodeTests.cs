using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Tests.Extraction;

/// <summary>Pieces of other languages within a file: where they stand in it, what they cost, what is left out of them.</summary>
public sealed class EmbeddedCodeTests
{
    private const string Page = "<p>\u00e4\ud83c\udf89</p><script>function gr\u00fc\u00dfe(x) { return helper(x, MAX) }</script>\n<style>\n.caf\u00e9 { color: red }\n</style>\n<h1>T\u00f6pfe</h1>\n<script>\n  const MAX = 3;\n  class B extends A {}\n</script>\n";

    private const string Document = "# T\u00fcren\n\n> ```js\n> function quoted(x) {\n>   helper(x);\n> }\n> ```\n\n* item\n\n  ```ts\n  const \u00fc = 1, MAX = b;\n  ```\n\n## Ende\n\n~~~python title=x\ndef under(): call()\n~~~\n";

    [Theory]
    [InlineData("html", Page, "gr\u00fc\u00dfe caf\u00e9 T\u00f6pfe MAX B", "helper MAX A")]
    [InlineData("markdown", Document, "T\u00fcren quoted \u00fc MAX Ende under", "helper b call")]
    public void Names_stand_where_they_stand_in_the_file(string languageId, string source, string definitions, string uses)
    {
        foreach (var text in new[] { source, source.Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            var (defined, used) = Names(Extract(languageId, text), Encoding.UTF8.GetBytes(text));
            Assert.Equal(definitions.Split(' '), defined);
            Assert.Superset(uses.Split(' ').ToHashSet(), used.ToHashSet());
            Assert.DoesNotContain("x", used);
        }
    }

    [Fact]
    public void A_piece_belongs_to_what_is_around_it()
    {
        var facts = Extract("markdown", "# Use\n\n```python\nclass A:\n    def f(self): g()\n```\n");
        var symbols = new List<(string Name, int Container)>();
        foreach (var symbol in new FactsMessage(facts.Message.Span, new ByteSource("test", "facts"), 0).Symbols)
        {
            symbols.Add((Encoding.UTF8.GetString(symbol.Name), symbol.Container));
        }

        Assert.Equal([("Use", -1), ("A", 0), ("f", 1)], symbols);
    }

    [Theory]
    [InlineData("```\nclass A {}\n```\n")]
    [InlineData("```brainfuck\nclass A {}\n```\n")]
    [InlineData("```js\n```\n")]
    public void What_names_no_language_of_ours_is_text(string source)
    {
        var facts = Extract("markdown", source);
        Assert.Equal((0, false), (facts.SymbolCount, facts.HasParseErrors));
    }

    /// <summary>Pieces count in the bound of their file: where it is met the rest of them is missing, what is not a piece is not, and the facts say so.</summary>
    [Fact]
    public void Pieces_share_the_bound_of_the_file()
    {
        const int pieces = 20_000;
        var facts = Extract("markdown", string.Concat(Enumerable.Repeat("```js\nf()\n```\n", pieces)) + "\n# End\n");
        Assert.Equal((SkipReason.None, true, 1), (facts.Skip, facts.HasParseErrors, facts.SymbolCount));
        Assert.InRange(facts.OccurrenceCount, pieces / 4, pieces - 1);
    }

    /// <summary>The parser looks through the parts of a piece at each token.</summary>
    [Theory]
    [InlineData(900, false)]
    [InlineData(60_000, true)]
    public void A_piece_of_too_many_parts_is_not_read(int lines, bool isPartial)
    {
        var facts = Extract("markdown", $"> ```js\n{string.Concat(Enumerable.Repeat("> f(a)\n", lines))}> ```\n");
        Assert.Equal((SkipReason.None, isPartial, isPartial ? 0 : 2 * lines), (facts.Skip, facts.HasParseErrors, facts.OccurrenceCount));
    }

    private static BlobFacts Extract(string languageId, string text)
    {
        using var extractor = new Extractor();
        var content = Encoding.UTF8.GetBytes(text);
        return extractor.Extract(Oid.OfBlob(content, ObjectFormat.Sha1), LanguageSet.Default.ById(languageId)!, content); // Ids of ours.
    }

    /// <summary>The names of symbols and of uses, as they stand in the source at the places that the facts tell.</summary>
    private static (List<string> Definitions, List<string> Uses) Names(BlobFacts facts, byte[] content)
    {
        var starts = new List<int> { 0, 0 };
        starts.AddRange(Enumerable.Range(0, content.Length).Where(i => content[i] == '\n').Select(i => i + 1));
        string At(int line, int column, ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(content.AsSpan(starts[line] + column, name.Length));
        var (definitions, uses) = (new List<string>(), new List<string>());
        foreach (var symbol in new FactsMessage(facts.Message.Span, new ByteSource("test", "facts"), 0).Symbols)
        {
            definitions.Add(At(symbol.NameLine, symbol.NameColumn, symbol.Name));
            Assert.Equal(Encoding.UTF8.GetString(symbol.Name), definitions[^1]);
            Assert.InRange(symbol.EndLine, symbol.NameLine, starts.Count);
        }

        var groups = new GroupReader(facts.Groups[(int)TableKind.Occurrences].Span, new ByteSource("test", "occurrences"));
        while (groups.MoveNext())
        {
            var run = new OccurrenceRunReader(groups.Run, new ByteSource("test", "run"), 0);
            while (run.MoveNext())
            {
                uses.Add(At(run.Line, run.Column, groups.Key));
                Assert.Equal(Encoding.UTF8.GetString(groups.Key), uses[^1]);
            }
        }

        return (definitions, uses);
    }
}
