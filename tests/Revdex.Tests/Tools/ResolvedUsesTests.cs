using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>
/// Which uses <c>references</c> says to be proven, on small views of real source in which names are shared by members of different types. What is called resolved
/// must be; what cannot be told must not.
/// </summary>
public sealed class ResolvedUsesTests
{
    [Fact]
    public void CSharp_members_of_one_name_are_told_apart()
    {
        using var state = SourceState.Of(
            ("A.cs", "namespace N;\nclass A\n{\n    public int Size;\n    public static void Log() { }\n    public void Go() { Go(); this.Go(); }\n    void Run(A a, dynamic d)\n    {\n        Size = 1;\n        var b = new B { Size = 2 };\n        a.Go();\n        d.Go();\n        B.Log();\n        A.Log();\n        if (d is B { Size: 3 }) { }\n    }\n}\n"),
            ("B.cs", "namespace N;\nclass B\n{\n    public int Size;\n    public static void Log() { }\n    public void Go() { Log(); }\n    void Set() { Size++; }\n}\n"));
        Assert.Equal(["A.cs:6 call =", "A.cs:6 call =", "A.cs:11 call =", "A.cs:12 call ?"], state.Uses("A.Go"));
        Assert.Equal(["A.cs:13 call =", "A.cs:14 call ! A.cs:5", "B.cs:6 call ="], state.Uses("B.Log"));
        Assert.Equal(["A.cs:13 call = B.cs:5", "A.cs:14 call = A.cs:5", "B.cs:6 call = B.cs:5"], state.Uses("Log"));
        Assert.Equal(["A.cs:9 write =", "A.cs:10 write ! B.cs:4", "A.cs:15 read ! B.cs:4", "B.cs:7 write ! B.cs:4"], state.Uses("A.cs:4"));
    }

    [Fact]
    public void CSharp_types_are_not_what_is_named_like_them()
    {
        using var state = SourceState.Of(
            ("Model.cs", "namespace N;\npublic class Model { public static int Make() => 1; public class Key { } }\npublic class Base { protected class Part { } }\npublic class Part { }\n"),
            ("Use.cs", "namespace N;\nusing M = N.Model;\nclass Use : Base\n{\n    Model Model { get; } = new Model();\n    Model.Key Key() { M m = null; return null; }\n    object Make() => Model.Make();\n    Part Part() => null;\n    void Build() { Key(); }\n}\n"));
        Assert.Equal(["Use.cs:2 import =", "Use.cs:5 call =", "Use.cs:5 type =", "Use.cs:6 read ?", "Use.cs:6 type =", "Use.cs:7 read ?"], state.Uses("Model.cs:2").Order(StringComparer.Ordinal));
        Assert.Equal(["Use.cs:8 type ! Model.cs:3"], state.Uses("Model.cs:4")); // A nested type that is inherited goes before those around.
        Assert.Equal(["Use.cs:6 type ?", "Use.cs:9 call ! Use.cs:6"], state.Uses("Model.Key"));
        Assert.Contains("Use.cs:6 type = Model.cs:2", state.Uses("M"));
    }

    [Fact]
    public void Java_methods_fields_and_types_have_names_of_their_own()
    {
        using var state = SourceState.Of(
            ("p/Box.java", "package p;\npublic class Box {\n    int size;\n    int size() { return size; }\n    void fill() { size(); this.size = 1; }\n}\n"),
            ("p/Use.java", "package p;\npublic class Use {\n    int size;\n    void run(Box b) {\n        size = b.size();\n        new Box();\n        new Thread() { public void run() { size(); stop(); } };\n        stop();\n    }\n    void stop() { }\n    int size() { return 0; }\n}\n"),
            ("q/Box.java", "package q;\nimport r.Box;\nclass Other { Box b; }\n"));
        Assert.Equal(["p/Box.java:4 read =", "p/Box.java:5 call ! p/Box.java:4", "p/Box.java:5 write =", "p/Use.java:5 write ! p/Use.java:3", "p/Use.java:5 call ! p/Box.java:4", "p/Use.java:7 call ?"], state.Uses("p/Box.java:3"));
        Assert.Equal(["p/Use.java:7 call ?", "p/Use.java:8 call ="], state.Uses("Use.stop"));
        Assert.Equal(["p/Use.java:4 type =", "p/Use.java:6 call =", "q/Box.java:2 import ?", "q/Box.java:3 type ?"], state.Uses("Box"));
    }

    [Fact]
    public void TypeScript_imports_this_and_types_prove_uses()
    {
        using var state = SourceState.Of(
            ("a.ts", "export class Job { run() { this.run(); const o = { run() { this.run(); } }; setTimeout(function () { this.run(); }); } static make() {} }\nexport interface Shape { run(): void }\nexport function run() {}\n"),
            ("b.ts", "import { run, Job } from './a';\nimport { run as other } from 'lib';\nrun();\nJob.make();\nfunction f(Job: any) { Job.make(); }\nclass Task { static make() {} run() { Task.make(); run(); other(); } }\n"));
        Assert.Equal(["a.ts:1 call =", "a.ts:1 call ?", "a.ts:1 call ?", "b.ts:1 import ! a.ts:3", "b.ts:2 import ?", "b.ts:3 call ! a.ts:3", "b.ts:6 call ! a.ts:3"], state.Uses("Job.run"));
        Assert.Equal(["b.ts:4 call =", "b.ts:5 call ?", "b.ts:6 call ! b.ts:6"], state.Uses("Job.make"));
        Assert.Equal(["b.ts:2 import ?", "b.ts:6 call ?"], state.Uses("other"));
    }

    [Fact]
    public void Python_classes_and_modules_of_one_name_are_told_apart()
    {
        using var state = SourceState.Of(
            ("core.py", "def core():\n    pass\n\ndef size():\n    pass\n\nclass Box:\n    size = 1\n    twice = size\n    def go(self, n=size):\n        size()\n        self.size\n        other.size\n    @size\n    def last(self):\n        pass\n"),
            ("app.py", "import core\nfrom core import size\n\ncore.size()\nsize()\n\ndef f(core):\n    core.size()\n\ndef g():\n    from pkg import helper\n    helper()\n\ndef h():\n    helper()\n"),
            ("pkg/__init__.py", "def helper():\n    pass\n"),
            ("pkg/late.py", "from . import early\nearly()\n"),
            ("pkg/early.py", "def early():\n    pass\n"));
        Assert.Equal(
            ["app.py:2 import =", "app.py:4 call =", "app.py:5 call =", "app.py:8 call ?", "core.py:9 read ?", "core.py:10 read ?", "core.py:11 call =", "core.py:12 read ! core.py:8", "core.py:13 read ?", "core.py:14 attribute ?"],
            state.Uses("core.py:4"));
        Assert.Equal(["app.py:11 import =", "app.py:12 call =", "app.py:15 call ?"], state.Uses("helper"));
        Assert.All(state.Uses("early"), use => Assert.EndsWith("?", use, StringComparison.Ordinal));
        Assert.All(state.Uses("core").Where(u => u.StartsWith("app.py", StringComparison.Ordinal)), use => Assert.EndsWith("?", use, StringComparison.Ordinal));
    }

    [Fact]
    public void Go_receivers_and_packages_prove_uses_but_not_what_hides_them()
    {
        using var state = SourceState.Of(
            ("go.mod", "module ex\n"),
            ("stock/stock.go", "package stock\n\ntype Stock struct{ n int }\n\nfunc Open() *Stock { return nil }\n\nfunc (s *Stock) Open() {\n\ts.Open()\n\tfor _, s := range all {\n\t\ts.Open()\n\t}\n\ts.n = 1\n}\n\ntype Box struct{ n int }\n\nfunc (b Box) Open() { b.n = 2 }\n"),
            ("main.go", "package main\n\nimport \"ex/stock\"\n\nfunc run() {\n\tstock.Open()\n}\n\nfunc hide() {\n\tstock := stock.Open()\n\tstock.Open()\n}\n"));
        Assert.Equal(["main.go:6 call ! stock/stock.go:5", "main.go:10 call ?", "main.go:11 call ?", "stock/stock.go:8 call =", "stock/stock.go:10 call ?"], state.Uses("stock/stock.go:7"));
        Assert.Equal(["stock/stock.go:12 write ?", "stock/stock.go:17 write ! stock/stock.go:15"], state.Uses("stock/stock.go:3:20"));
    }

    [Fact]
    public void Rust_fields_functions_and_macros_are_told_apart()
    {
        using var state = SourceState.Of(
            ("src/lib.rs", "mod io;\nuse io::flush;\npub struct Len { len: usize }\nimpl Len {\n    pub fn len(&self) -> usize { self.len }\n    pub fn twice(&self) -> usize { self.len() + Len::new().len() }\n    fn new() -> Len { Len { len: 1 } }\n}\nmacro_rules! log { () => {} }\nfn log() {}\nfn run() { log(); log!(); flush(); io::flush(); }\nmod inner {\n    fn flush() {}\n    fn go() { flush(); }\n}\n"),
            ("src/io.rs", "pub fn flush() {}\npub struct W;\nimpl W { fn new() -> W { W } fn go() { Self::new(); W::new(); } }\n"));
        Assert.Equal(["src/lib.rs:5 read =", "src/lib.rs:6 call ! src/lib.rs:5", "src/lib.rs:6 call ! src/lib.rs:5", "src/lib.rs:7 write ="], state.Uses("src/lib.rs:3:18"));
        Assert.Equal(["src/lib.rs:6 call ! src/lib.rs:7", "src/io.rs:3 call =", "src/io.rs:3 call ="], state.Uses("W.new").OrderDescending(StringComparer.Ordinal));
        Assert.Equal(["src/lib.rs:11 call =", "src/lib.rs:11 call ! src/lib.rs:9"], state.Uses("src/lib.rs:10"));
        Assert.Equal(["src/lib.rs:2 import =", "src/lib.rs:11 call =", "src/lib.rs:11 call =", "src/lib.rs:14 call ! src/lib.rs:13"], state.Uses("src/io.rs:1"));
    }

    [Fact]
    public void A_use_stands_for_what_it_means()
    {
        using var state = SourceState.Of(
            ("a.py", "class A:\n    def go(self):\n        self.go()\n\nclass B:\n    def go(self, x):\n        self.go()\n        x.go()\n"));
        Assert.Equal(["a.py:3 call =", "a.py:7 call ! a.py:6", "a.py:8 call ?"], state.Uses("a.py:3:14"));
        var open = state.Ask("references", """{"name": "a.py:8:11"}""");
        Assert.Equal(["a.py:3 call = a.py:2", "a.py:7 call = a.py:6", "a.py:8 call ?"], ToldUses.Of(open));
        Assert.Equal("which 'go' is meant at a.py:8:11 is not proven: uses of each are listed", open.Notice());
    }

    [Fact]
    public void A_place_that_may_mean_anything_has_each_use_say_what_it_means()
    {
        using var state = SourceState.Of(("a.py", "class A:\n    def go(self):\n        self.go()\n\ndef f(x):\n    x.go()\n"));
        Assert.Equal(["a.py:3 call = a.py:2", "a.py:6 call ?"], state.Uses("a.py:6:7"));
        Assert.Equal(["a.py:3 call =", "a.py:6 call ?"], state.Uses("A.go"));
    }

    [Fact]
    public void Totals_count_the_resolved_uses_of_all_pages()
    {
        var calls = string.Concat(Enumerable.Repeat("        self.go()\n        x.go()\n", 300));
        using var state = SourceState.Of(("a.py", $"class A:\n    def go(self, x):\n{calls}"), ("b.py", $"class A:\n    def go(self, x):\n{calls}"), ("c.py", "class C:\n    def go(self, x):\n        x.go()\n"));
        var few = state.Ask("references", """{"name": "a.py:2", "path": "c.py", "limit": 1}""");
        Assert.Equal((1, 0), (few.Total(), few.GetProperty("resolved").GetInt32()));
        foreach (var cursor in (string?[])["", state.Ask("references", """{"name": "a.py:2", "limit": 3}""").GetProperty("next_cursor").GetString()])
        {
            var many = state.Ask("references", $$"""{"name": "a.py:2", "limit": 3, "cursor": "{{cursor}}"}""");
            Assert.Equal((1201, 300), (many.Total(), many.GetProperty("resolved_at_least").GetInt32()));
        }

        var last = state.Ask("references", """{"name": "b.py:2", "path": "b.py", "limit": 1000}""");
        Assert.Equal((600, 300), (last.Total(), last.GetProperty("resolved").GetInt32()));
        Assert.Equal(300, ToldUses.Of(last).Count(u => u.EndsWith('=')));
    }

    [Fact]
    public void Functions_of_one_name_in_callbacks_are_told_apart()
    {
        using var state = SourceState.Of(
            ("a.ts", "it('one', () => {\n  const job = () => 1\n  run(job)\n})\nit('two', () => {\n  const job = () => 2\n  run(job)\n})\nfunction alone() { return over(1) }\nfunction over(a: string): void\nfunction over(a: number): void\nfunction over(a: any) { }\n"));
        Assert.Equal(["a.ts:3 read ?", "a.ts:7 read ?"], state.Uses("a.ts:2"));
        Assert.Equal(["a.ts:9 call ="], state.Uses("a.ts:10"));
    }

    [Fact]
    public void A_function_of_an_object_is_not_what_its_name_alone_means()
    {
        using var state = SourceState.Of(("a.ts", "export const timer = {\n  start(n: number) {\n    start(n)\n  }\n}\nfunction start(n: number) { }\n"), ("b.ts", "const timer = {\n  stop() {\n    stop()\n  }\n}\n"));
        Assert.Equal(["a.ts:3 call ="], state.Uses("a.ts:6"));
        Assert.Equal(["b.ts:3 call ?"], state.Uses("stop"));
    }

    public static TheoryData<string> Languages => GraphPropertyTests.Languages;

    /// <summary>Programs whose calls are known.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void What_is_called_resolved_is_true_and_no_call_is_hidden(string language)
    {
        var resolved = 0;
        for (var seed = 0; seed < 6; seed++)
        {
            var program = new RandomProgram(language, seed);
            using var state = SourceState.Of(program.Files);
            foreach (var definition in program.Definitions)
            {
                var uses = state.Ask("references", $$"""{"name": "{{definition.Place}}", "role": "call", "limit": 1000}""").GetProperty("results").EnumerateArray().ToList();
                foreach (var use in uses)
                {
                    var from = program.Definitions.Last(d => d.Path == use.GetProperty("path").GetString() && d.Line <= use.GetProperty("line").GetInt32());
                    var isResolved = use.GetProperty("resolved").GetBoolean();
                    var means = isResolved ? definition.Place : use.TryGetProperty("definition", out var other) ? other.GetString() : null;
                    Assert.True(means is null || from.Calls.Exists(c => c.Target.Place == means), $"{from.Place} calls no {means}, seed {seed}: {use}");
                    resolved += isResolved ? 1 : 0;
                }

                Assert.All(
                    program.Definitions.Where(d => d.Calls.Exists(c => c.Target == definition && c.Text.Contains(definition.Name, StringComparison.Ordinal))),
                    caller => Assert.Contains(uses, u => u.GetProperty("path").GetString() == caller.Path));
            }
        }

        Assert.InRange(resolved, 50, int.MaxValue);
    }
}
