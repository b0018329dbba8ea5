using System.Text;
using System.Text.Json;
using Revdex.Facts;
using Revdex.Query;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public sealed class FindToolTests
{
    [Fact]
    public void A_result_says_what_scripts_rely_on()
    {
        using var state = Sample();
        var answer = state.Ask("find", """{"name": "Parser", "match": "exact"}""");
        var first = answer.GetProperty("results")[0];

        Assert.Equal("Parser", first.GetProperty("name").GetString());
        Assert.Equal("class", first.GetProperty("kind").GetString());
        Assert.Equal("src/Parser.cs", first.GetProperty("path").GetString());
        Assert.Equal(2, first.GetProperty("line").GetInt32());
        Assert.Equal(5, first.GetProperty("end_line").GetInt32());
        Assert.Equal("Code.Parsing", first.GetProperty("container").GetString());
        Assert.Equal("class Parser", first.GetProperty("signature").GetString());
        Assert.Equal(2, answer.Total());
        Assert.False(answer.GetProperty("truncated").GetBoolean());
        Assert.True(answer.GetProperty("elapsed_us").GetInt64() >= 0);

        var view = answer.GetProperty("view");
        Assert.Equal(new string('a', 40), view.GetProperty("commit").GetString());
        Assert.True(view.GetProperty("dirty").GetBoolean());
        Assert.True(view.GetProperty("complete").GetBoolean());
        Assert.Equal("""{"commit":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","distance":2,"source":"cache","signed":false}""", view.GetProperty("snapshot").GetRawText());
    }

    [Fact]
    public void Better_matches_come_first()
    {
        using var state = Sample();
        Assert.Equal(
            ["Parse:exact", "parse:ignoring_case", "Parser:prefix", "ParseTree:prefix", "Parser:prefix", "TryParse:word", "reparse:substring"],
            NamesAndMatches(state.Ask("find", """{"name": "Parse"}""")));
    }

    [Theory]
    [InlineData("exact", "Parse")]
    [InlineData("prefix", "Parse parse Parser ParseTree Parser")]
    [InlineData("substring", "Parse parse Parser ParseTree Parser TryParse reparse")]
    public void The_match_can_be_held_to_a_tier(string match, string names)
    {
        using var state = Sample();
        Assert.Equal(names.Split(' '), state.Ask("find", $$"""{"name": "Parse", "match": "{{match}}"}""").Each("name"));
    }

    [Fact]
    public void Typing_errors_are_forgiven_only_when_nothing_else_matches()
    {
        using var state = Sample();
        var answer = state.Ask("find", """{"name": "Prase"}""");
        Assert.Equal(["parse:fuzzy", "Parse:fuzzy"], NamesAndMatches(answer));
        Assert.Equal("nothing has this name; these are spelled alike", answer.Notice());
        Assert.Equal(0, state.Ask("find", """{"name": "Prase", "match": "substring"}""").Total());
        Assert.Contains("TryParse:fuzzy", NamesAndMatches(state.Ask("find", """{"name": "TryParsed", "match": "fuzzy"}""")));
    }

    [Fact]
    public void Among_equals_types_then_exported_then_the_projects_own_then_by_path()
    {
        using var state = new StateSketch().Add(
            new FileSketch("b.cs", "void Item() {}\nclass Item {}\n").Symbol(SymbolKind.Method, "Item", 1).Symbol(SymbolKind.Class, "Item", 2),
            new FileSketch("a.cs", "class Item {} // a").Symbol(SymbolKind.Class, "Item", 1, flags: SymbolFlags.None),
            new FileSketch("tests/a.cs", "class Item {} // t").Symbol(SymbolKind.Class, "Item", 1),
            new FileSketch("c.cs", "class Item {} // c").Symbol(SymbolKind.Class, "Item", 1)).Build();
        Assert.Equal(["b.cs:2", "c.cs:1", "tests/a.cs:1", "a.cs:1", "b.cs:1"], state.Ask("find", """{"name": "Item"}""").Places());
    }

    [Fact]
    public void What_attributes_call_generated_or_vendored_comes_after_what_people_wrote_here()
    {
        using var state = new StateSketch().Add(
            new FileSketch(".gitattributes", "a.cs linguist-generated\nb.cs linguist-vendored\nvendor/own.cs -linguist-vendored\n"),
            new FileSketch("a.cs", "class Item {} // a").Symbol(SymbolKind.Class, "Item", 1).Use(OccurrenceRole.Type, "Item", 1),
            new FileSketch("b.cs", "class Item {} // b").Symbol(SymbolKind.Class, "Item", 1).Use(OccurrenceRole.Type, "Item", 1),
            new FileSketch("vendor/other.cs", "class Item {} // o").Symbol(SymbolKind.Class, "Item", 1),
            new FileSketch("vendor/own.cs", "class Item {} // w").Symbol(SymbolKind.Class, "Item", 1).Use(OccurrenceRole.Type, "Item", 1)).Build();
        Assert.Equal(["vendor/own.cs:1", "a.cs:1", "b.cs:1", "vendor/other.cs:1"], state.Ask("find", """{"name": "Item"}""").Places());
        Assert.Equal(["vendor/own.cs", "a.cs", "b.cs"], state.Ask("references", """{"name": "Item"}""").GetProperty("results").EnumerateArray().Select(r => r.GetProperty("path").GetString()));
        Assert.Equal("""{"generated":1,"vendored":1}""", state.Ask("status", "{}").GetProperty("results")[0].GetProperty("marked").GetRawText());
    }

    [Theory]
    [InlineData("""{"name": "Parser", "kind": "constructor"}""", "src/Parser.cs:3")]
    [InlineData("""{"name": "parse", "kind": "type"}""", "src/Parser.cs:2 lib/tree.py:2")]
    [InlineData("""{"name": "parse", "language": "python"}""", "lib/tree.py:1 lib/tree.py:2")]
    [InlineData("""{"name": "parse", "language": "C#", "match": "exact"}""", "")]
    [InlineData("""{"name": "parse", "path": "lib"}""", "lib/tree.py:1 lib/tree.py:2")]
    [InlineData("""{"name": "parse", "path": "./lib/"}""", "lib/tree.py:1 lib/tree.py:2")]
    [InlineData("""{"name": "parse", "path": "**/*.py"}""", "lib/tree.py:1 lib/tree.py:2")]
    [InlineData("""{"name": "parse", "path": "lib/tr"}""", "lib/tree.py:1 lib/tree.py:2")]
    [InlineData("""{"name": "parse", "path": "*.py"}""", "lib/tree.py:1 lib/tree.py:2")]
    public void Filters(string question, string places)
    {
        using var state = Sample();
        Assert.Equal(places.Split(' ', StringSplitOptions.RemoveEmptyEntries), state.Ask("find", question).Places());
    }

    [Theory]
    [InlineData("Parser.Parse")]
    [InlineData("Parsing.Parser.Parse")]
    [InlineData("Code.Parsing.Parser.Parse")]
    [InlineData("parser::Parse")]
    [InlineData("Parser#Parse")]
    public void A_container_may_be_named(string name)
    {
        using var state = Sample();
        Assert.Equal("src/Parser.cs:4", state.Ask("find", $$"""{"name": "{{name}}"}""").Places()[0]);
    }

    [Fact]
    public void A_part_of_a_container_is_none()
    {
        using var state = Sample();
        Assert.Equal(0, state.Ask("find", """{"name": "arser.Parse", "match": "substring"}""").Total());
        Assert.Equal("nothing in 'arser' has this name; these are elsewhere", state.Ask("find", """{"name": "arser.Parse"}""").Notice());
    }

    [Fact]
    public void Pages_together_are_the_whole()
    {
        var sketch = new StateSketch();
        for (var i = 0; i < 40; i++)
        {
            sketch.Add(new FileSketch($"f{i:00}.cs", $"class Item{i % 3} {{}} // {i}", segment: i % 4).Symbol(SymbolKind.Class, $"Item{i % 3}", 1));
        }

        using var state = sketch.Build();
        var whole = state.Ask("find", """{"name": "item"}""").Places();
        var (pages, cursor) = (new List<string>(), "");
        do
        {
            var page = state.Ask("find", $$"""{"name": "item", "limit": 7, "cursor": "{{cursor}}"}""");
            pages.AddRange(page.Places());
            Assert.Equal(40, page.Total());
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
            Assert.Equal(cursor is not null, page.GetProperty("truncated").GetBoolean());
        }
        while (cursor is not null);
        Assert.Equal(40, whole.Length);
        Assert.Equal(whole, pages);
    }

    [Fact]
    public void A_blob_at_two_paths_is_found_at_both()
    {
        using var state = new StateSketch().Add(
            new FileSketch("a.cs", "class Twin {}").Symbol(SymbolKind.Class, "Twin", 1),
            new FileSketch("b.cs", "class Twin {}").Symbol(SymbolKind.Class, "Twin", 1)).Build();
        Assert.Equal(["a.cs:1", "b.cs:1"], state.Ask("find", """{"name": "Twin"}""").Places());
    }

    [Fact]
    public void A_single_letter_matches_starts_unless_more_is_asked()
    {
        using var state = Sample();
        Assert.Equal(["TryParse"], state.Ask("find", """{"name": "t"}""").Each("name"));
        Assert.Contains("Parser", state.Ask("find", """{"name": "s", "match": "substring"}""").Each("name"));
    }

    [Fact]
    public void A_path_that_is_not_there_is_said()
    {
        using var state = Sample();
        var answer = state.Ask("find", """{"name": "Parse", "path": "src/Parsr.cs"}""");
        Assert.Equal("no file matches path 'src/Parsr.cs' (did you mean 'src/Parser.cs'?)", answer.Notice());
    }

    [Fact]
    public void An_unknown_language_is_refused_by_name()
    {
        using var state = Sample();
        Assert.Equal("'language' cannot be 'pyton' (did you mean 'python'?)", state.Error("find", """{"name": "x", "language": "pyton"}"""));
    }

    [Fact]
    public void Hostile_names_and_paths_come_out_as_valid_json()
    {
        var name = "We\u001bird\"\\</script>";
        byte[] path = [.. "odd"u8, 0xFF, .. ".cs"u8];
        using var state = new StateSketch().Add(new FileSketch(path, Encoding.UTF8.GetBytes(name)).Symbol(SymbolKind.Class, name, 1)).Build();
        var answer = state.Ask("find", """{"name": "we"}""");
        Assert.Equal([name], answer.Each("name"));
        Assert.Equal([@"odd\xff.cs"], answer.Each("path"));
    }

    [Fact]
    public void The_states_notice_is_passed_on()
    {
        using var state = new StateSketch().Add(new FileSketch("a.cs", "class A {}").Symbol(SymbolKind.Class, "A", 1)).Build("still reading 3 files");
        Assert.Equal("still reading 3 files", state.Ask("find", """{"name": "A"}""").Notice());
        Assert.Equal("still reading 3 files; no file matches path 'zzzzzz'", state.Ask("find", """{"name": "A", "path": "zzzzzz"}""").Notice());
    }

    private static string[] NamesAndMatches(JsonElement answer) => [.. answer.Each("name").Zip(answer.Each("match"), (n, m) => $"{n}:{m}")];

    private static QueryState Sample() => new StateSketch().Add(
        new FileSketch("src/Parser.cs", "namespace Code.Parsing;\nclass Parser\n  Parser()\n  void Parse()\n}\nvoid TryParse()\nint reparse;\n")
            .Symbol(SymbolKind.Namespace, "Code.Parsing", 1, 7)
            .Symbol(SymbolKind.Class, "Parser", 2, 5)
            .Symbol(SymbolKind.Constructor, "Parser", 3)
            .Symbol(SymbolKind.Method, "Parse", 4)
            .Symbol(SymbolKind.Method, "TryParse", 6)
            .Symbol(SymbolKind.Field, "reparse", 7),
        new FileSketch("lib/tree.py", "def parse():\nclass ParseTree:\n", segment: 1)
            .Symbol(SymbolKind.Function, "parse", 1)
            .Symbol(SymbolKind.Class, "ParseTree", 2),
        new FileSketch("notes.txt", "Parse")).Build();
}
