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
