using Revdex.Query;
using Revdex.Scip;
using Revdex.Tests.Scip;
using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>Answers where a compiler said what the uses of some files mean.</summary>
public sealed class CompilerAnswersTests : IDisposable
{
    private readonly ScipPart _part = ScipPart.FromMemory(ScipSamples.Index().ToPart(), "part");

    public void Dispose() => _part.Dispose();

    /// <summary>Else the other tests show nothing.</summary>
    [Fact]
    public void Without_a_compiler_calls_on_values_are_not_told_apart()
    {
        using var state = SourceState.Of(ScipSamples.Files);
        Assert.Equal(["b.ts:3 call ?", "b.ts:4 call ?", "b.ts:5 call ?", "b.ts:6 call ?"], state.Uses("open"));
    }

    [Fact]
    public void References_are_what_the_compiler_says()
    {
        using var state = State();

        Assert.Equal(["b.ts:3 call = a.ts:2", "b.ts:4 call = a.ts:5", "b.ts:5 call ?", "b.ts:6 call ! npm typescript 5.9.3"], state.Uses("open"));
        Assert.Equal(["b.ts:3 call =", "b.ts:4 call ! a.ts:5", "b.ts:5 call ?", "b.ts:6 call ! npm typescript 5.9.3"], state.Uses("a.ts:2"));
        Assert.Equal(["b.ts:3 call ! a.ts:2", "b.ts:4 call =", "b.ts:5 call ?", "b.ts:6 call ! npm typescript 5.9.3"], state.Uses("Door.open"));
        Assert.Equal(["True", "True", "-", "True"], state.Ask("references", """{"name": "open"}""").Each("exact"));
        Assert.Equal(2, state.Ask("references", """{"name": "open"}""").GetProperty("resolved").GetInt32());
    }

    [Fact]
    public void A_place_means_what_the_compiler_says()
    {
        using var state = State();

        Assert.Equal(["b.ts:3 call ! a.ts:2", "b.ts:4 call =", "b.ts:5 call ?", "b.ts:6 call ! npm typescript 5.9.3"], state.Uses("b.ts:4:7"));
        var found = state.Ask("find", """{"name": "b.ts:4:7"}""");
        Assert.Equal(["a.ts:5"], found.Places());
        Assert.Equal(["exact"], found.Each("known"));
        Assert.Null(found.Notice());
    }

    [Fact]
    public void Where_the_compiler_says_nothing_find_lists_what_may_be_meant()
    {
        using var state = State();
        var open = state.Ask("find", """{"name": "b.ts:5:7"}""");
        Assert.Equal(["a.ts:2", "a.ts:5"], open.Places());
        Assert.Equal(["-", "-"], open.Each("known"));
        Assert.Equal("which 'open' is meant at b.ts:5:7 is not proven: each is listed", open.Notice());

        var scoped = state.Ask("find", """{"name": "b.ts:2:24"}""");
        Assert.Equal(["a.ts:1"], scoped.Places());
        Assert.Equal(["exact"], scoped.Each("known"));
        var other = state.Ask("find", """{"name": "b.ts:6:13"}""");
        Assert.Equal((0, "'open' at b.ts:6:13 is of npm typescript 5.9.3"), (other.Total(), other.Notice()));
    }

    [Fact]
    public void Calls_in_the_graph_are_exact()
    {
        using var state = State();
        Assert.Equal(["1 use exact"], state.Graph("""{"name": "Box.open", "known": "exact"}"""));
        Assert.Equal(["1 Box.open exact", "1 Door.open exact"], state.Graph("""{"name": "use", "relation": "callees"}"""));
        Assert.Equal(["0 use", "1 Door.open exact"], state.Graph("""{"name": "use", "relation": "path", "to": "Door.open", "known": "exact"}"""));
    }

    [Fact]
    public void What_it_says_ends_with_the_file()
    {
        using var edited = State(("b.ts", "// new\n" + ScipSamples.Uses));
        Assert.Equal(["b.ts:4 call ?", "b.ts:5 call ?", "b.ts:6 call ?", "b.ts:7 call ?"], edited.Uses("open"));
        using var moved = SourceState.Of([ScipSamples.Files[0], ("c.ts", ScipSamples.Uses)], _part);
        Assert.All(moved.Uses("open"), use => Assert.EndsWith(" ?", use));
    }

    /// <summary>It is resolved, but not by the compiler alone.</summary>
    [Fact]
    public void A_definition_in_a_file_that_changed_is_sought_by_its_names()
    {
        using var state = State(("a.ts", "// new\n" + ScipSamples.Definitions));
        var answer = state.Ask("references", """{"name": "open"}""");
        Assert.Equal(["b.ts:3 call = a.ts:3", "b.ts:4 call = a.ts:6", "b.ts:5 call ?", "b.ts:6 call ! npm typescript 5.9.3"], ToldUses.Of(answer));
        Assert.Equal(["-", "-", "-", "True"], answer.Each("exact"));
        Assert.Equal(["1 Box.open resolved", "1 Door.open resolved"], state.Graph("""{"name": "use", "relation": "callees"}"""));
    }

    [Fact]
    public void A_definition_that_is_gone_or_there_twice_is_not_said()
    {
        using var gone = State(("a.ts", ScipSamples.Definitions.Replace("Door", "Gate", StringComparison.Ordinal)));
        Assert.Equal(["b.ts:3 call = a.ts:2", "b.ts:4 call ?"], gone.Uses("open")[..2]);
        using var deleted = SourceState.Of([ScipSamples.Files[1]], _part);
        Assert.Equal(["b.ts:3 call ?", "b.ts:4 call ?"], deleted.Uses("open")[..2]);
    }

    /// <summary>A project that has no index, or one of its own, may define what looks like another program's.</summary>
    [Fact]
    public void What_the_view_defines_by_the_same_names_may_be_meant()
    {
        using var state = State(("c.ts", "export class Console {\n    open(): void {}\n}\n"));
        Assert.Equal("b.ts:6 call ?", state.Uses("open")[3]);
    }

    [Fact]
    public void Status_tells_how_many_files_are_as_they_were()
    {
        using var state = State(("a.ts", "// new\n" + ScipSamples.Definitions));
        var part = state.Ask("status", "{}").GetProperty("results")[0].GetProperty("parts")[0];
        Assert.Equal(("scip", "part", 2, 1), (part.GetProperty("kind").GetString(), part.GetProperty("name").GetString(), part.GetProperty("files").GetInt32(), part.GetProperty("live_files").GetInt32()));
    }

    /// <summary>The sample with some files in place of its own.</summary>
    private QueryState State(params (string Path, string Content)[] files) =>
        SourceState.Of([.. ScipSamples.Files.Where(f => files.All(o => o.Path != f.Path)).Concat(files).OrderBy(f => f.Path, StringComparer.Ordinal)], _part);
}
