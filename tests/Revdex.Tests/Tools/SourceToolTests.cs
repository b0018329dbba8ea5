using System.Text;
using Revdex.Facts;
using Revdex.Query;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public sealed class SourceToolTests
{
    [Theory]
    [InlineData("Run")]
    [InlineData("A.Run")]
    [InlineData("src/A.cs:4")]
    public void One_symbol_is_exact_text(string name)
    {
        using var state = Sample();
        var result = state.Ask("source", $$"""{"name": "{{name}}"}""").GetProperty("results")[0];
        Assert.Equal("  void Run()\n    ä(1);\n  }", result.GetProperty("text").GetString());
        Assert.Equal(3, result.GetProperty("line").GetInt32());
        Assert.Equal(5, result.GetProperty("end_line").GetInt32());
        Assert.Equal("Run", result.GetProperty("name").GetString());
        Assert.Equal("method", result.GetProperty("kind").GetString());
        Assert.Equal("A", result.GetProperty("container").GetString());
    }

    [Theory]
    [InlineData("src/A.cs:4-5", "    ä(1);\n  }", 4, 5)]
    [InlineData("src/A.cs:6-999", "}", 6, 6)]
    [InlineData("src/A.cs:1", "// head", 1, 1)]
    [InlineData("src/A.cs", "// head\nclass A\n  void Run()\n    ä(1);\n  }\n}", 1, 6)]
    public void Lines_are_whole_lines(string name, string text, int line, int endLine)
    {
        using var state = Sample();
        var result = state.Ask("source", $$"""{"name": "{{name}}"}""").GetProperty("results")[0];
        Assert.Equal(text, result.GetProperty("text").GetString());
        Assert.Equal(line, result.GetProperty("line").GetInt32());
        Assert.Equal(endLine, result.GetProperty("end_line").GetInt32());
    }

    [Fact]
    public void Several_definitions_are_all_shown_best_first()
    {
        using var state = Sample();
        var answer = state.Ask("source", """{"name": "Twice"}""");
        Assert.Equal(["lib/b.py:1", "lib/b.py:2"], answer.Places());
        Assert.Equal(["class Twice: pass", "def Twice(): pass"], answer.Each("text"));
        var first = state.Ask("source", """{"name": "Twice", "limit": 1}""");
        Assert.Equal(2, first.Total());
        Assert.True(first.GetProperty("truncated").GetBoolean());
        Assert.Equal(["lib/b.py:2"], state.Ask("source", $$"""{"name": "Twice", "limit": 1, "cursor": "{{first.GetProperty("next_cursor")}}"}""").Places());
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        using var state = Sample();
        var answer = state.Ask("source", """{"name": "Rnu"}""");
        Assert.Equal(0, answer.Total());
        Assert.Equal("no definition has this name; did you mean 'Run'?", answer.Notice());
        Assert.Equal("'src/A.cs' has 6 lines, not 9 to 12", state.Error("source", """{"name": "src/A.cs:9-12"}"""));
        Assert.Equal("'src/A.cs' has 6 lines, not 5 to 4", state.Error("source", """{"name": "src/A.cs:5-4"}"""));
        Assert.Equal("there is no file or folder 'src/Aa.cs' (did you mean 'src/A.cs'?)", state.Error("source", """{"name": "src/Aa.cs:1"}"""));
    }

    [Theory]
    [InlineData("""["Run", "lib/b.py:2", "src/A.cs:1-1"]""")]
    [InlineData("\"Run, lib/b.py:2,src/A.cs:1-1\"")]
    [InlineData("\"Run lib/b.py:2 src/A.cs:1-1 Run\"")]
    public void Several_names_are_answered_in_their_order(string name)
    {
        using var state = Sample();
        var answer = state.Ask("source", $$"""{"name": {{name}}}""");
        Assert.Equal(["src/A.cs:3", "lib/b.py:2", "src/A.cs:1"], answer.Places());
        Assert.Null(answer.Notice());
    }

    [Fact]
    public void Of_several_names_the_best_definitions_come_first_and_pages_go_on()
    {
        using var state = Sample();
        var answer = state.Ask("source", """{"name": "Twice, A"}""");
        Assert.Equal(["lib/b.py:1", "src/A.cs:2", "lib/b.py:2"], answer.Places());
        var first = state.Ask("source", """{"name": "Twice, A", "limit": 1}""");
        Assert.Equal(["lib/b.py:1", "src/A.cs:2"], first.Places());
        Assert.Equal((3, "limit"), (first.Total(), first.GetProperty("truncated_reason").GetString()));
        Assert.Equal(["lib/b.py:2"], state.Ask("source", $$"""{"name": "Twice, A", "limit": 1, "cursor": "{{first.GetProperty("next_cursor")}}"}""").Places());
    }

    [Fact]
    public void What_is_missing_of_several_is_named()
    {
        using var state = Sample();
        var answer = state.Ask("source", """{"name": "Rnu, src/A.cs:99, A, none.py:3, src/A.cs:6, lib/b.py:3"}""");
        Assert.Equal(["src/A.cs:2", "src/A.cs:2"], answer.Places());
        Assert.Equal(
            "no definition has the name 'Rnu' (did you mean 'Run'?); 'src/A.cs' has 6 lines, not 99 to 99; there is no file or folder 'none.py'; 'lib/b.py' has 2 lines, not 3 to 3",
            answer.Notice());
        Assert.Equal("'name' has 101 names, more than 100 (ask in several calls)", state.Error("source", $$"""{"name": "{{string.Join(',', Enumerable.Range(0, 101))}}"}"""));
        Assert.StartsWith("'name' names nothing", state.Error("source", """{"name": " , "}"""), StringComparison.Ordinal);
        Assert.StartsWith("'name' must be text", state.Error("source", """{"name": ["Run", 1]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_as_it_stands_is_one_name()
    {
        using var state = new StateSketch().Add(
            new FileSketch("a b,c.cs", "class X\n  operator new\n}\n").Symbol(SymbolKind.Class, "X", 1, 3).Symbol(SymbolKind.Method, "operator new", 2)).Build();
        Assert.Equal(["a b,c.cs:2"], state.Ask("source", """{"name": "operator new"}""").Places());
        Assert.Equal(["a b,c.cs:1"], state.Ask("source", """{"name": "a b,c.cs:1-2"}""").Places());
        Assert.Equal(["a b,c.cs:2", "a b,c.cs:1"], state.Ask("source", """{"name": "X.operator new, X"}""").Places());
    }

    [Fact]
    public async Task Context_adds_the_headers_around_and_the_imports_once_for_a_file()
    {
        await using var asked = new AskedRepository();
        asked.Git.Write("lib/shape.py", "import os\nimport numpy as np\nfrom typing import List, Optional as Opt\n\n\nclass Shape(Base, Drawn):\n    def area(self):\n        return 1\n\n    def name(self):\n        return 2\n");
        asked.Git.Write("go/a.go", "package main\n\ntype Parser struct {\n\tx int\n}\n");
        asked.Git.Write("go/b.go", "package main\n\nimport \"fmt\"\n\nfunc (p *Parser) Run() {\n\tfmt.Println(p.x)\n}\n");
        var answer = await asked.AnswerAsync("source", """{"name": "Shape.area, Shape.name, lib/shape.py:8-8, Parser.Run", "context": true}""");
        Assert.Equal(["lib/shape.py:7", "lib/shape.py:10", "lib/shape.py:8", "go/b.go:5"], answer.Places());
        var header = """[{"line":6,"signature":"class Shape(Base, Drawn)"}]""";
        Assert.Equal([header, header], answer.Each("containers").Take(2));
        Assert.Equal("""[{"line":6,"signature":"class Shape(Base, Drawn)"},{"line":7,"signature":"def area(self)"}]""", answer.Each("containers")[2]);
        Assert.Equal("""[{"line":1,"signature":"package main"},{"line":3,"path":"go/a.go","signature":"type Parser struct"}]""", answer.Each("containers")[3]);
        Assert.Equal(["""["os","numpy as np","typing: List, Optional as Opt"]""", "-", "-", """["fmt"]"""], answer.Each("imports"));
        Assert.Equal(["-"], (await asked.AnswerAsync("source", """{"name": "Shape.area"}""")).Each("containers"));
    }

    [Fact]
    public void A_long_text_is_cut_at_a_line_and_says_where()
    {
        var line = new string('x', 99) + "\n";
        var content = string.Concat(Enumerable.Repeat(line, 2000));
        using var state = new StateSketch().Add(new FileSketch("a.cs", content)).Build();
        var answer = state.Ask("source", """{"name": "a.cs"}""");
        var result = answer.GetProperty("results")[0];
        Assert.Equal("size", answer.GetProperty("truncated_reason").GetString());
        Assert.Equal(2000, result.GetProperty("end_line").GetInt32());
        var shown = result.GetProperty("text").GetString()!;
        Assert.InRange(shown.Length, SourceWriter.TextMaxBytes - 200, SourceWriter.TextMaxBytes);
        Assert.Equal(shown.Split('\n').Length, result.GetProperty("text_end_line").GetInt32());
    }

    [Fact]
    public void Invalid_utf8_is_replaced()
    {
        using var state = new StateSketch().Add(new FileSketch("a.cs"u8.ToArray(), [.. "a"u8, 0xFF, .. "b\r\n"u8])).Build();
        Assert.Equal(["a\uFFFDb"], state.Ask("source", """{"name": "a.cs"}""").Each("text"));
    }

    private static QueryState Sample() => new StateSketch().Add(
        new FileSketch("src/A.cs", "// head\nclass A\n  void Run()\n    ä(1);\n  }\n}\n")
            .Symbol(SymbolKind.Class, "A", 2, 6)
            .Symbol(SymbolKind.Method, "Run", 3, 5),
        new FileSketch("lib/b.py", "class Twice: pass\ndef Twice(): pass\n").Symbol(SymbolKind.Class, "Twice", 1).Symbol(SymbolKind.Function, "Twice", 2)).Build();
}
