using System.Text;

namespace Revdex.Tests.Git;

public sealed class PathsHoldingTests : IDisposable
{
    private readonly TestRepository _test = TestRepository.Init();

    public PathsHoldingTests()
    {
        _test.Write("a.cs", "class Needle {}");
        _test.Write("src/b b.cs", "var x = new NEEDLE();");
        _test.Write("src/ä.cs", "// -needle.");
        _test.Write("none.cs", "// needl e");
        _test.Write("bytes.dat", "\0\u0001needle");
        _test.Write(".gitattributes", "*.cs -diff\n");
        _test.Commit();
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Finds_in_a_commit_in_the_index_and_in_the_working_tree_what_each_has()
    {
        var commit = _test.Open().Head();
        _test.Write("none.cs", "needle");
        _test.Run("add none.cs");
        _test.Write("a.cs", "nothing any more");
        _test.Write("untracked.cs", "needle");
        Assert.Equal(["a.cs", "bytes.dat", "src/b b.cs", "src/ä.cs"], Find("needle", commit));
        Assert.Equal(["a.cs", "bytes.dat", "none.cs", "src/b b.cs", "src/ä.cs"], Find("needle", isStaged: true));
        Assert.Equal(["bytes.dat", "none.cs", "src/b b.cs", "src/ä.cs"], Find("needle"));
    }

    [Fact]
    public void Text_is_no_pattern_and_no_option()
    {
        Assert.Empty(Find("n.edle")!);
        Assert.Equal(["src/ä.cs"], Find("-needle."));
        Assert.Empty(Find("--help")!);
    }

    [Fact]
    public void Of_several_lines_one_is_enough() => Assert.Equal(["none.cs", "src/b b.cs"], Find("needl e\nvar x ="));

    [Fact]
    public void More_than_asked_for_is_null()
    {
        Assert.Equal(4, Find("needle", max: 4)!.Count);
        Assert.Null(Find("needle", max: 3));
    }

    [Fact]
    public void Is_asked_from_below_the_top()
    {
        var git = Revdex.Git.GitRepository.Open(Path.Combine(_test.Root, "src"));
        Assert.Equal(4, git.PathsHolding("needle", null, isStaged: false, max: 10)!.Count);
    }

    private List<string>? Find(string text, Revdex.Git.Oid? commit = null, bool isStaged = false, int max = 10) =>
        _test.Open().PathsHolding(text, commit, isStaged, max)?.Select(Encoding.UTF8.GetString).Order(StringComparer.Ordinal).ToList();
}
