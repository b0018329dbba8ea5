using Revdex.Facts;
using Revdex.Query;

namespace Revdex.Tests.Tools;

public sealed class ReferencesToolTests
{
    [Fact]
    public void A_result_says_what_scripts_rely_on()
    {
        using var state = Sample();
        var answer = state.Ask("references", """{"name": "Read", "path": "src/B.cs"}""");
        var first = answer.GetProperty("results")[0];

        Assert.Equal("Read", first.GetProperty("name").GetString());
        Assert.Equal("call", first.GetProperty("role").GetString());
        Assert.Equal("src/B.cs", first.GetProperty("path").GetString());
        Assert.Equal(3, first.GetProperty("line").GetInt32());
        Assert.Equal("    var ä = this.reader.Read(\"x\");".IndexOf("Read(", StringComparison.Ordinal) + 1, first.GetProperty("column").GetInt32());
        Assert.Equal("Run", first.GetProperty("enclosing").GetString());
        Assert.Equal("B", first.GetProperty("container").GetString());
        Assert.Equal("this.reader", first.GetProperty("receiver").GetString());
        Assert.Equal("    var ä = this.reader.Read(\"x\");", first.GetProperty("text").GetString());
    }

    [Fact]
    public void Uses_are_in_order_of_path_line_and_column()
    {
        using var state = Sample();
        var answer = state.Ask("references", """{"name": "Read"}""");
        Assert.Equal(["src/A.cs:3", "src/B.cs:3", "src/B.cs:4", "src/B.cs:4", "tests/C.cs:1"], answer.Places());
        Assert.Equal(5, answer.Total());
    }

    [Theory]
    [InlineData("call", "src/B.cs:3 src/B.cs:4")]
    [InlineData("read", "src/B.cs:4 tests/C.cs:1")]
    [InlineData("call,write", "src/A.cs:3 src/B.cs:3 src/B.cs:4")]
    [InlineData("definition", "src/A.cs:2")]
    [InlineData("definition,write", "src/A.cs:2 src/A.cs:3")]
    public void Roles_filter(string role, string places)
    {
        using var state = Sample();
        var answer = state.Ask("references", $$"""{"name": "Read", "role": "{{role}}"}""");
        Assert.Equal(places.Split(' '), answer.Places());
        Assert.Equal(places.Split(' ').Length, answer.Total());
    }

    [Theory]
    [InlineData("src/A.cs:2")]
    [InlineData("src/B.cs:3:28")]
    [InlineData("tests/C.cs:1")]
    public void A_place_stands_for_the_name_there(string place)
    {
        using var state = Sample();
        Assert.Equal(5, state.Ask("references", $$"""{"name": "{{place}}"}""").Total());
    }

    [Fact]
    public void A_place_must_be_clear()
    {
        using var state = Sample();
        Assert.Equal(
            "src/B.cs:4 has several names (Read, Write): add a column, or give the name", state.Error("references", """{"name": "src/B.cs:4"}"""));
        Assert.Equal("there is no name at src/B.cs:99", state.Error("references", """{"name": "src/B.cs:99"}"""));
        Assert.Equal(
            "there is no file or folder 'src/Bb.cs' (did you mean 'src/B.cs'?)", state.Error("references", """{"name": "src/Bb.cs:4"}"""));
    }

    [Fact]
    public void Pages_together_are_the_whole()
    {
        using var state = Sample();
        var whole = state.Ask("references", """{"name": "Read", "role": "call,read,write,definition"}""").Places();
        var (pages, cursor) = (new List<string>(), "");
        do
        {
            var page = state.Ask("references", $$"""{"name": "Read", "role": "call,read,write,definition", "limit": 2, "cursor": "{{cursor}}"}""");
            pages.AddRange(page.Places());
            Assert.Equal(6, page.Total());
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        Assert.Equal(whole, pages);
    }

    [Fact]
    public void A_qualified_name_is_listed_by_its_last_part_and_says_so()
    {
        using var state = Sample();
        var answer = state.Ask("references", """{"name": "A.Read"}""");
        Assert.Equal(5, answer.Total());
        Assert.Equal("uses are listed by their last name, 'Read'", answer.Notice());
    }

    [Fact]
    public void An_unknown_name_gets_the_nearest()
    {
        using var state = Sample();
        var answer = state.Ask("references", """{"name": "Raed"}""");
        Assert.Equal(0, answer.Total());
        Assert.Equal("nothing has this name; did you mean 'Read'?", answer.Notice());
    }

    [Fact]
    public void A_file_that_is_gone_from_disk_still_has_its_uses()
    {
        using var state = Sample();
        Assert.Equal("", state.Ask("references", """{"name": "Write"}""").Each("receiver")[0].Trim('-'));
    }

    [Fact]
    public void A_very_long_line_is_cut_around_the_use()
    {
        var line = new string('ä', 500) + " Target() " + new string('b', 5000);
        using var state = new StateSketch().Add(new FileSketch("a.cs", line).Use(OccurrenceRole.Call, "Target", 1)).Build();
        var result = state.Ask("references", """{"name": "Target"}""").GetProperty("results")[0];
        Assert.InRange(result.GetProperty("text").GetString()!.Length, 200, 400);
        Assert.Contains("Target", result.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', result.GetProperty("text").GetString()!);
        Assert.Equal(502, result.GetProperty("column").GetInt32());
    }

    private static QueryState Sample() => new StateSketch().Add(
        new FileSketch("tests/C.cs", "use(Read);\n", segment: 1).Use(OccurrenceRole.Read, "Read", 1),
        new FileSketch("src/B.cs", "class B\n  void Run()\n    var ä = this.reader.Read(\"x\");\n    Read(Read); Write();\n  }\n}\n", segment: 1)
            .Symbol(SymbolKind.Class, "B", 1, 6)
            .Symbol(SymbolKind.Method, "Run", 2, 5)
            .Use(OccurrenceRole.Call, "Read", 3)
            .Use(OccurrenceRole.Call, "Read", 4)
            .Use(OccurrenceRole.Read, "Read", 4, nth: 2)
            .Use(OccurrenceRole.Call, "Write", 4),
        new FileSketch("src/A.cs", "class A\n  int Read;\n  Read = 1;\n}\n")
            .Symbol(SymbolKind.Class, "A", 1, 4)
            .Symbol(SymbolKind.Field, "Read", 2)
            .Use(OccurrenceRole.Write, "Read", 3)).Build();
}
