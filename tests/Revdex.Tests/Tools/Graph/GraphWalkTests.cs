using Revdex.Query;

namespace Revdex.Tests.Tools.Graph;

/// <summary>Walks: their order, bounds, loops, pages and filters.</summary>
public sealed class GraphWalkTests
{
    private const string Chain = "def a():\n    b()\n\ndef b():\n    c()\n    d()\n\ndef c():\n    a()\n    c()\n\ndef d():\n    c()\n";

    [Fact]
    public void Loops_end_and_each_symbol_is_told_once_at_its_least_depth()
    {
        using var state = SourceState.Of(("m.py", Chain));
        Assert.Equal(
            ["1 b resolved", "1 c resolved", "1 d resolved", "2 a resolved"], state.Graph("""{"name": "c", "depth": 10}"""));
        Assert.Equal(["1 b resolved", "2 c resolved", "2 d resolved", "3 a resolved"], state.Graph("""{"name": "a", "relation": "callees", "depth": 10}"""));
    }

    [Fact]
    public void Depth_bounds_a_walk()
    {
        using var state = SourceState.Of(("m.py", Chain));
        Assert.Equal(["1 c resolved"], state.Graph("""{"name": "a"}"""));
        Assert.Equal(3, state.Ask("graph", """{"name": "a", "depth": 2}""").Total());
        Assert.Equal("'depth' must be from 1 to 10, not 11", state.Error("graph", """{"name": "a", "depth": 11}"""));
    }

    [Fact]
    public void Pages_together_are_the_whole()
    {
        using var state = SourceState.Of(("m.py", "def f():\n    pass\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"\ndef g{i}():\n    f()\n"))));
        var whole = state.Graph("""{"name": "f"}""");
        var (pages, cursor) = (new List<string>(), "");
        do
        {
            var page = state.Ask("graph", $$"""{"name": "f", "limit": 10, "cursor": "{{cursor}}"}""");
            pages.AddRange(SourceState.Told(page));
            Assert.Equal(25, page.Total());
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString()! : "";
            Assert.Equal(cursor.Length > 0, page.GetProperty("truncated").GetBoolean());
        }
        while (cursor.Length > 0);
        Assert.Equal(whole, pages);
        Assert.Contains("belongs to another question", state.Error("graph", $$"""{"name": "g1", "cursor": "{{state.Ask("graph", """{"name": "f", "limit": 1}""").GetProperty("next_cursor")}}"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_that_reaches_too_much_is_cut_and_says_so()
    {
        using var state = SourceState.Of(("m.py", "def f():\n    pass\n" + string.Concat(Enumerable.Range(0, 2_100).Select(i => $"\ndef g{i}():\n    f()\n"))));
        var answer = state.Ask("graph", """{"name": "f", "limit": 1000}""");
        Assert.Equal(2_000, answer.GetProperty("total_at_least").GetInt32());
        Assert.False(answer.TryGetProperty("total", out _));
        Assert.Equal("nodes", answer.GetProperty("truncated_reason").GetString());
        Assert.True(answer.TryGetProperty("next_cursor", out _));
    }

    [Fact]
    public void Results_can_be_of_some_paths_while_the_walk_passes_through_all()
    {
        using var state = SourceState.Of(
            ("src/a.py", "def f():\n    pass\n"), ("src/b.py", "from src.a import f\ndef g():\n    f()\n"), ("tests/t.py", "from src.b import g\ndef test():\n    g()\n"));
        Assert.Equal(["1 g resolved", "2 test resolved"], state.Graph("""{"name": "f", "depth": 2}"""));
        Assert.Equal(["2 test resolved"], state.Graph("""{"name": "f", "depth": 2, "path": "tests"}"""));
    }

    [Fact]
    public void Weak_edges_can_be_left_out()
    {
        using var state = SourceState.Of(
            ("a.py", "class A:\n    def go(self):\n        pass\n    def run(self):\n        self.go()\n"), ("b.py", "class B:\n    def go(self):\n        pass\n\ndef use(x):\n    x.go()\n\ndef all():\n    use(1)\n"));
        Assert.Equal(["1 A.run resolved", "1 use ambiguous 2", "2 all resolved"], state.Graph("""{"name": "A.go", "depth": 2}"""));
        Assert.Equal(["1 A.run resolved"], state.Graph("""{"name": "A.go", "depth": 2, "known": "by_name"}"""));
        Assert.Contains("1 of 3 edges are ambiguous", state.Ask("graph", """{"name": "A.go", "depth": 2}""").Notice(), StringComparison.Ordinal);
    }

    [Fact]
    public void Callees_say_what_is_left_out()
    {
        var many = Enumerable.Range(0, 12).Select(i => ($"c{i}.py", $"class C{i}:\n    def go(self):\n        pass\n")).ToArray();
        using var state = SourceState.Of([.. many, ("m.py", "import os\n\ndef f(x):\n    x.go()\n    x.go()\n    os.getcwd()\n    C1()\n")]);
        var answer = state.Ask("graph", """{"name": "f", "relation": "callees"}""");
        Assert.Equal(["1 C1 by_name", "1 go ambiguous 12"], SourceState.Told(answer).Select(t => t.Replace("c1.", "", StringComparison.Ordinal)));
        Assert.Contains("1 call of names that nothing fitting in this view has", answer.Notice(), StringComparison.Ordinal);
    }

    [Fact]
    public void Callees_of_a_type_or_file_are_those_of_all_in_it()
    {
        using var state = SourceState.Of(("m.py", "class A:\n    def x(self):\n        f()\n    def y(self):\n        g()\n\ndef f():\n    pass\n\ndef g():\n    pass\n\nf()\n"));
        Assert.Equal(["1 f resolved", "1 g resolved"], state.Graph("""{"name": "A", "relation": "callees"}"""));
        Assert.Equal(["1 f resolved", "1 g resolved"], state.Graph("""{"name": "m.py", "relation": "callees"}"""));
        Assert.Equal(["1 m.py resolved", "1 A.x resolved"], state.Graph("""{"name": "f"}"""));
    }

    [Fact]
    public void A_name_that_nothing_defines_has_callers_too()
    {
        using var state = SourceState.Of(("m.py", "def f():\n    malloc(1)\n\ndef g():\n    f()\n"));
        var answer = state.Ask("graph", """{"name": "malloc", "depth": 2}""");
        Assert.Equal(["1 f ambiguous 0", "2 g resolved"], SourceState.Told(answer));
        Assert.Contains("nothing in this view defines 'malloc'", answer.Notice(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_told_with_the_nearest_name()
    {
        using var state = SourceState.Of(("m.py", Chain.Replace("d()", "deliver()", StringComparison.Ordinal)));
        Assert.Contains("did you mean 'deliver'?", state.Ask("graph", """{"name": "delivr"}""").Notice(), StringComparison.Ordinal);
        Assert.Equal("there is no file or folder 'n.py' (did you mean 'm.py'?)", state.Error("graph", """{"name": "n.py:1"}"""));
        Assert.Equal("relation 'path' needs the argument 'to'", state.Error("graph", """{"name": "a", "relation": "path"}"""));
        Assert.Equal("'to' is for relation 'path'", state.Error("graph", """{"name": "a", "to": "b"}"""));
        Assert.Contains("did you mean 'callers'?", state.Error("graph", """{"name": "a", "relation": "caller"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void The_shortest_path_is_told_step_by_step()
    {
        using var state = SourceState.Of(("m.py", Chain));
        var answer = state.Ask("graph", """{"name": "a", "relation": "path", "to": "c"}""");
        Assert.Equal(["0 a", "1 b resolved", "2 c resolved"], SourceState.Told(answer));
        Assert.Equal(["-", "2", "5"], answer.Each("via_line"));
        Assert.Equal([], state.Graph("""{"name": "a", "relation": "path", "to": "c", "depth": 1}"""));
        Assert.Equal("no path of at most 1 calls", state.Ask("graph", """{"name": "a", "relation": "path", "to": "c", "depth": 1}""").Notice());
    }

    [Fact]
    public void A_proven_path_goes_before_a_shorter_one_that_may_be_none()
    {
        using var state = SourceState.Of(
            ("a.py", "from b import step\n\ndef start(x):\n    x.end()\n    step()\n"),
            ("b.py", "def step():\n    return [Target()][0].end()\n\nclass Target:\n    def end(self):\n        self.last()\n    def last(self):\n        pass\n\nclass Other:\n    def end(self):\n        pass\n"));
        Assert.Equal(["0 start", "1 step resolved", "2 Target resolved"], state.Graph("""{"name": "start", "relation": "path", "to": "Target"}"""));
        Assert.Equal(["0 start", "1 Target.end ambiguous 2", "2 Target.last resolved"], state.Graph("""{"name": "start", "relation": "path", "to": "last"}"""));
        Assert.Equal([], state.Graph("""{"name": "start", "relation": "path", "to": "last", "known": "resolved"}"""));
    }

    [Fact]
    public void Among_ambiguous_paths_one_on_receivers_named_like_their_types_goes_first()
    {
        using var state = SourceState.Of(
            ("Tracker.cs", "class Tracker { IDetector _detector; public void Detect() { _detector.Detect(); } }\nclass Context\n{\n    Tracker Tracker;\n    object any;\n    void Save() { Try(); }\n    void Try() { Tracker.Detect(); }\n    void Other() { any.Detect(); }\n}\n"),
            ("Detector.cs", "interface IDetector { void Detect(); }\nclass Detector : IDetector { public void Detect() { } }\nclass Far { public void Detect() { } }\n"));
        Assert.Equal(["0 Context.Save", "1 Context.Try resolved", "2 Tracker.Detect ambiguous 4", "3 Detector.Detect ambiguous 4"], state.Graph("""{"name": "Context.Save", "relation": "path", "to": "Detector.Detect"}"""));
        Assert.Equal(["0 Context.Save", "1 Context.Try resolved", "2 Far.Detect ambiguous 4"], state.Graph("""{"name": "Context.Save", "relation": "path", "to": "Far.Detect"}"""));
        Assert.Contains("named like the type", state.Ask("graph", """{"name": "Context.Save", "relation": "path", "to": "IDetector.Detect"}""").Notice(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_called_through_an_interface_or_a_base_type_runs_what_overrides_it()
    {
        using var state = SourceState.Of(
            ("Store.cs", "namespace N;\ninterface IStore { void Save(); }\nabstract class Base { public virtual void Flush() { } }\n"),
            ("Disk.cs", "namespace N;\nclass Disk : Base, IStore\n{\n    public void Save() { Write(); }\n    void Write() { }\n    public override void Flush() { base.Flush(); Write(); }\n}\nclass Other : IStore { public void Save() { } }\n"),
            ("App.cs", "namespace N;\nclass App\n{\n    void Run(IStore store, Base any) { store.Save(); any.Flush(); }\n    void Own(Disk disk) { disk.Save(); }\n}\n"));
        var callers = state.Ask("graph", """{"name": "Disk.Save"}""");
        Assert.Equal(["1 App.Own resolved", "1 App.Run resolved"], SourceState.Told(callers).Order());
        Assert.Contains("calls of N.IStore.Save, which N.Disk.Save implements or overrides, are listed too", callers.Notice(), StringComparison.Ordinal);
        Assert.Equal(["1 App.Run resolved"], state.Graph("""{"name": "Disk.Flush"}"""));
        Assert.Equal(["1 App.Run resolved", "1 Disk.Flush resolved"], state.Graph("""{"name": "Base.Flush"}""").Order());
        Assert.Equal(["1 App.Run resolved"], state.Graph("""{"name": "Other.Save"}"""));
        Assert.Equal(["0 App.Run", "1 IStore.Save resolved", "2 Disk.Save resolved", "3 Disk.Write resolved"], state.Graph("""{"name": "App.Run", "relation": "path", "to": "Disk.Write"}"""));
        Assert.Equal(["0 IStore.Save", "1 Disk.Save resolved"], state.Graph("""{"name": "IStore.Save", "relation": "path", "to": "Disk.Save"}"""));
        Assert.Equal(
            ["1 Base.Flush resolved", "1 IStore.Save resolved", "2 Disk.Save resolved", "2 Other.Save resolved", "3 Disk.Write resolved"],
            state.Graph("""{"name": "App.Run", "relation": "callees", "depth": 3}""").Order());
    }

    [Fact]
    public void A_path_goes_through_the_overload_that_takes_the_call()
    {
        using var state = SourceState.Of(
            ("A.cs", "namespace N;\nclass A\n{\n    void Start() { Try(); }\n    void Try() { Far(); }\n    void Try(int n) { Goal(); }\n    void Far() { Goal(); }\n    void Goal() { }\n    void Other() { Try(1); }\n}\n"));
        Assert.Equal(["0 A.Start", "1 A.Try resolved", "2 A.Far resolved", "3 A.Goal resolved"], state.Graph("""{"name": "A.Start", "relation": "path", "to": "A.Goal"}"""));
        Assert.Equal(["0 A.Other", "1 A.Try resolved", "2 A.Goal resolved"], state.Graph("""{"name": "A.Other", "relation": "path", "to": "A.Goal"}"""));
    }

    [Fact]
    public void Overloads_of_what_is_overridden_lead_on_each_by_itself()
    {
        using var state = SourceState.Of(
            ("A.cs", "namespace N;\ninterface IRun { void Run(); void Run(int n); }\nclass Job : IRun\n{\n    public void Run() { }\n    public void Run(int n) { Goal.Hit(); }\n}\nstatic class Goal { public static void Hit() { } }\nclass App { void Go(IRun job) { job.Run(1); } }\n"),
            ("B.cs", "namespace N;\nclass Base\n{\n    public virtual void Walk() { }\n    public void Walk(int n) { Walk(); }\n}\nclass Sub : Base\n{\n    public override void Walk() { Goal.Hit(); }\n    void Other() { Walk(); }\n}\nclass Far { void Start(Base any) { any.Walk(2); } void Ask(Sub s) { Start(s); } }\n"));
        Assert.Equal(["0 App.Go", "1 IRun.Run resolved", "2 Job.Run resolved", "3 Goal.Hit resolved"], state.Graph("""{"name": "App.Go", "relation": "path", "to": "Goal.Hit"}"""));
        Assert.Equal(["0 Far.Ask", "1 Far.Start resolved", "2 Base.Walk resolved", "3 Base.Walk resolved", "4 Sub.Walk resolved", "5 Goal.Hit resolved"], state.Graph("""{"name": "Far.Ask", "relation": "path", "to": "Goal.Hit"}"""));
    }

    [Fact]
    public void What_meets_a_Go_interface_is_called_through_it()
    {
        using var state = SourceState.Of(
            ("a.go", "package a\n\ntype Store interface {\n\tSave()\n\tLoad()\n}\n\ntype Disk struct{}\n\nfunc (d *Disk) Save() {}\n\nfunc (d *Disk) Load() {}\n\ntype Half struct{}\n\nfunc (h *Half) Save() {}\n\nfunc run(s Store) {\n\ts.Save()\n}\n"));
        Assert.Equal(["1 a.run resolved"], state.Graph("""{"name": "Disk.Save"}"""));
        Assert.Empty(state.Graph("""{"name": "Half.Save"}"""));
    }

    [Fact]
    public void A_hardware_module_runs_in_what_instantiates_it()
    {
        using var state = SourceState.Of(
            ("alu.sv", "module alu (input logic a);\n  assign b = a;\nendmodule\n"),
            ("core.sv", "module core (input logic a);\n  alu u_alu (.a(a));\nendmodule\n\nmodule top;\n  core u_core (.a(1'b0));\nendmodule\n"));
        Assert.Equal(["1 core by_name", "2 top resolved"], state.Graph("""{"name": "alu", "depth": 5}"""));
        Assert.Equal(["1 core resolved", "2 alu by_name"], state.Graph("""{"name": "top", "depth": 5, "relation": "callees"}"""));
        Assert.Equal(["0 top", "1 core resolved", "2 alu by_name"], state.Graph("""{"name": "top", "relation": "path", "to": "alu"}"""));
    }

    [Fact]
    public void A_walk_says_how_many_names_it_has_looked_up()
    {
        using var state = SourceState.Of(("m.py", Chain));
        var told = new Told();
        state.Ask("graph", """{"name": "d", "depth": 3}""", told);
        Assert.Equal([1, 2, 3], told.Done);
    }

    private sealed class Told : IProgress<WorkProgress>
    {
        public List<long> Done { get; } = [];

        public void Report(WorkProgress value) => Done.Add(value.Done);
    }
}
