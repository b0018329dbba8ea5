using Revdex.Facts;
using Revdex.Query;

namespace Revdex.Tests.Tools;

public sealed class OutlineToolTests
{
    [Fact]
    public void A_file_gives_its_symbols_nested_by_depth()
    {
        using var state = Sample();
        var answer = state.Ask("outline", """{"path": "src/A.cs"}""");
        Assert.Equal(["Code", "A", "Run", "Size"], answer.Each("name"));
        Assert.Equal(["0", "1", "2", "2"], answer.Each("depth"));
        Assert.Equal(["", "Code", "A", "A"], answer.Each("container"));
        Assert.Equal(["namespace Code;", "class A", "void Run()", "int Size;"], answer.Each("signature"));
        Assert.Equal(["-", "-", "-", "-"], answer.Each("doc"));
    }

    [Fact]
    public void Docs_come_when_asked_for()
    {
        using var state = Sample();
        Assert.Equal(["-", "Does it.", "-", "-"], state.Ask("outline", """{"path": "src/A.cs", "doc": true}""").Each("doc"));
    }

    [Fact]
    public void Kinds_filter_and_pages_go_on()
    {
        using var state = Sample();
        Assert.Equal(["Run"], state.Ask("outline", """{"path": "src/A.cs", "kind": "callable"}""").Each("name"));
        var page = state.Ask("outline", """{"path": "src/A.cs", "limit": 3}""");
        Assert.Equal(4, page.Total());
        Assert.Equal("limit", page.GetProperty("truncated_reason").GetString());
        page = state.Ask("outline", $$"""{"path": "src/A.cs", "limit": 3, "cursor": "{{page.GetProperty("next_cursor")}}"}""");
        Assert.Equal(["Size"], page.Each("name"));
    }

    [Fact]
    public void A_folder_gives_its_files_with_their_foremost_symbols()
    {
        using var state = Sample();
        var answer = state.Ask("outline", """{"path": "src"}""");
        Assert.Equal(["src/A.cs", "src/big.cs", "src/new.cs", "src/sub/b.py"], answer.Each("path"));
        Assert.Equal(["csharp", "csharp", "csharp", "python"], answer.Each("language"));
        Assert.Equal(["-", "too_large", "-", "-"], answer.Each("skipped"));
        Assert.Equal(["-", "-", "True", "-"], answer.Each("pending"));
        Assert.Equal("A", answer.GetProperty("results")[0].GetProperty("top")[0].GetProperty("name").GetString());
        Assert.Equal(1, answer.GetProperty("results")[0].GetProperty("top").GetArrayLength());
        Assert.Equal(["T", "f"], answer.GetProperty("results")[3].GetProperty("top").EnumerateArray().Select(t => t.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"path": "."}""")]
    [InlineData("""{"path": ""}""")]
    public void Without_a_path_it_is_the_whole_repository(string arguments)
    {
        using var state = Sample();
        Assert.Equal(4, state.Ask("outline", arguments).Total());
    }

    [Theory]
    [InlineData("notes.txt", "revdex knows no language of this file")]
    [InlineData("src/new.cs", "this file has no facts yet")]
    [InlineData("src/big.cs", "this file was left out: too large")]
    public void A_file_without_facts_says_why(string path, string notice)
    {
        using var state = Sample();
        var answer = state.Ask("outline", $$"""{"path": "{{path}}"}""");
        Assert.Equal(0, answer.Total());
        Assert.Equal(notice, answer.Notice());
    }

    [Fact]
    public void A_path_that_is_not_there_names_the_nearest() => Assert.Equal(
        "there is no file or folder 'lib/A.cs' (did you mean 'src/A.cs'?)", Sample().Error("outline", """{"path": "lib/A.cs"}"""));

    private static QueryState Sample() => new StateSketch().Add(
        new FileSketch("src/A.cs", "namespace Code;\nclass A\n  void Run()\n  int Size;\n}\n")
            .Symbol(SymbolKind.Namespace, "Code", 1, 5)
            .Symbol(SymbolKind.Class, "A", 2, 5, doc: "Does it.")
            .Symbol(SymbolKind.Method, "Run", 3)
            .Symbol(SymbolKind.Field, "Size", 4),
        new FileSketch("src/sub/b.py", "def f(): pass\nclass T: pass\n").Symbol(SymbolKind.Function, "f", 1).Symbol(SymbolKind.Class, "T", 2),
        new FileSketch("src/big.cs", "big") { Skip = SkipReason.TooLarge },
        new FileSketch("src/new.cs", "new") { IsPending = true },
        new FileSketch("notes.txt", "text")).Build();
}
