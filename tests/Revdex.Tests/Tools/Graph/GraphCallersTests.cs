using Revdex.Query;

namespace Revdex.Tests.Tools.Graph;

/// <summary>Who calls, and how each call is known, on small views of real source.</summary>
public sealed class GraphCallersTests
{
    private const string Shop =
        """
        namespace App;

        public class Shop
        {
            private readonly Stock _stock = new();

            public int Total => Count();

            public void Sell()
            {
                Check();
                this.Check();
                _stock.Take();
                Stock.Log("sold");
            }

            private void Check() { }

            private int Count() => 1;
        }
        """;

    private const string Stock =
        """
        namespace App;

        public class Stock
        {
            public void Take() => Take(1);

            public void Take(int count) { }

            public static void Log(string text) { }
        }

        public class Audit
        {
            public void Check() { }

            public static void Log(string text) { }

            public void Run(dynamic d, Shop shop)
            {
                d.Check();
                d.Take();
                _ = shop.Total;
            }
        }
        """;

    [Fact]
    public void A_row_says_what_scripts_rely_on()
    {
        using var state = CSharp();
        var row = state.Ask("graph", """{"name": "Shop.Check"}""").GetProperty("results")[0];
        Assert.Equal("Sell", row.GetProperty("name").GetString());
        Assert.Equal("method", row.GetProperty("kind").GetString());
        Assert.Equal("src/Shop.cs", row.GetProperty("path").GetString());
        Assert.Equal(9, row.GetProperty("line").GetInt32());
        Assert.Equal("Shop", row.GetProperty("container").GetString());
        Assert.Equal(1, row.GetProperty("depth").GetInt32());
        Assert.Equal("resolved", row.GetProperty("known").GetString());
        Assert.Equal("Shop.Check", row.GetProperty("via").GetString());
        Assert.Equal(11, row.GetProperty("via_line").GetInt32());
        Assert.Equal(2, row.GetProperty("uses").GetInt32());
    }

    [Fact]
    public void Scope_and_this_prove_a_call_and_others_say_that_they_do_not()
    {
        using var state = CSharp();
        Assert.Equal(["1 Audit.Run ambiguous 2", "1 Shop.Sell resolved"], state.Graph("""{"name": "Shop.Check"}""").Order());
        Assert.Equal(["1 Audit.Run ambiguous 2"], state.Graph("""{"name": "Audit.Check"}"""));
        Assert.Contains("2 calls of 'Check' are of other definitions", state.Ask("graph", """{"name": "Audit.Check"}""").Notice(), StringComparison.Ordinal);
    }

    [Fact]
    public void Overloads_are_one_definition_and_may_call_each_other()
    {
        using var state = CSharp();
        Assert.Equal(["1 Audit.Run by_name", "1 Shop.Sell resolved", "1 Stock.Take resolved"], state.Graph("""{"name": "Take"}""").Order());
    }

    [Fact]
    public void A_types_name_before_the_dot_proves_a_static_call()
    {
        using var state = CSharp();
        Assert.Equal(["1 Shop.Sell resolved"], state.Graph("""{"name": "Stock.Log"}"""));
        Assert.Equal([], state.Graph("""{"name": "Audit.Log"}"""));
    }

    [Fact]
    public void A_type_is_called_by_its_construction()
    {
        using var state = SourceState.Of(
            ("A.cs", "namespace N { public class Box { public Box(int n) { Start(); } void Start() { } } }"),
            ("B.cs", "using N; namespace M { class Use { object Run() => new Box(1); } }"),
            ("C.cs", "namespace K { class Else { object Run() => new Box(2); } }"));
        Assert.Equal(["1 Use.Run resolved", "1 Else.Run by_name"], state.Graph("""{"name": "Box"}"""));
        Assert.Equal(["1 Box.Box resolved", "2 Use.Run resolved", "2 Else.Run by_name"], state.Graph("""{"name": "Start", "depth": 2}"""));
    }

    [Fact]
    public void A_walk_goes_on_through_properties_and_says_that_they_are_read()
    {
        using var state = CSharp();
        var answer = state.Ask("graph", """{"name": "Count", "depth": 3}""");
        Assert.Equal(["1 Shop.Total resolved", "2 Audit.Run resolved"], SourceState.Told(answer));
        Assert.Equal(["-", "read"], answer.Each("role"));
    }

    [Fact]
    public void A_call_is_of_a_field_only_where_nothing_else_has_the_name()
    {
        using var state = SourceState.Of(
            ("A.cs", "class A { public System.Action Go; public System.Action Only; void Set() { Go = null; Only(); } }"),
            ("B.cs", "class B { public void Go() { } void Run(dynamic d) { d.Go(); } }"));
        Assert.Equal(["1 B.Run by_name"], state.Graph("""{"name": "B.Go"}"""));
        Assert.Equal(["1 A.Set resolved"], state.Graph("""{"name": "A.Go"}"""));
        Assert.Equal(["write"], state.Ask("graph", """{"name": "A.Go"}""").Each("role"));
        Assert.Equal(["1 A.Set resolved"], state.Graph("""{"name": "A.Only"}"""));
    }

    [Fact]
    public void A_base_types_member_of_the_same_name_leaves_a_call_open()
    {
        using var state = SourceState.Of(("A.cs", "class Root { public void Go(string s) { } } class Leaf : Root { public void Go(int n) { } void Run() { Go(\"x\"); } }"));
        Assert.Equal(["1 Leaf.Run ambiguous 2"], state.Graph("""{"name": "Leaf.Go"}"""));
    }

    [Fact]
    public void Parts_of_a_partial_type_are_one_scope()
    {
        using var state = SourceState.Of(
            ("A1.cs", "namespace N; partial class A { void Run() { Go(); } }"), ("A2.cs", "namespace N; partial class A { void Go() { } }"), ("B.cs", "class B { void Go() { } }"));
        Assert.Equal(["1 A.Run resolved"], state.Graph("""{"name": "A.Go"}"""));
    }

    [Fact]
    public void Python_imports_and_self_prove_calls()
    {
        using var state = SourceState.Of(
            ("pkg/__init__.py", "from .core import run as start\n"),
            ("pkg/core.py", "def run():\n    helper()\n\ndef helper():\n    pass\n\nclass Job:\n    def go(self):\n        self.helper()\n    def helper(self):\n        run()\n"),
            ("app.py", "from pkg.core import run as launch, helper\nimport pkg.core as c\n\ndef main():\n    launch()\n    c.helper()\n    x.helper()\n\ndef other(helper):\n    helper()\n"));
        Assert.Equal(["1 main resolved", "1 Job.helper resolved"], state.Graph("""{"name": "run"}"""));
        Assert.Equal(["1 main resolved", "1 run resolved"], state.Graph("""{"name": "pkg/core.py:4"}"""));
        Assert.Equal(["1 Job.go resolved", "1 main ambiguous 2"], state.Graph("""{"name": "Job.helper"}"""));
    }

    [Fact]
    public void A_plain_call_is_no_call_of_a_method_where_methods_need_a_receiver()
    {
        using var state = SourceState.Of(("a.py", "class File:\n    def open(self):\n        pass\n\ndef read():\n    open('x')\n"));
        Assert.Equal([], state.Graph("""{"name": "open"}"""));
        Assert.Equal("1 call of 'open' are of other definitions, or of none", state.Ask("graph", """{"name": "open"}""").Notice());
    }

    [Fact]
    public void TypeScript_modules_prove_calls_also_through_what_passes_them_on()
    {
        using var state = SourceState.Of(
            ("src/core.ts", "export function run() { step(); }\nexport const step = () => 1;\n"),
            ("src/other.ts", "export function run() {}\n"),
            ("src/index.ts", "export { run } from './core';\nexport * from './other';\n"),
            ("src/app.tsx", "import { run as go } from './index';\nimport * as core from './core.js';\nexport class App { start() { go(); core.step(); this.stop(); } stop() {} }\nconst stop = () => 2;\n"));
        Assert.Equal(["1 App.start resolved"], state.Graph("""{"name": "src/core.ts:1"}"""));
        Assert.Equal(["1 App.start resolved", "1 run resolved"], state.Graph("""{"name": "step"}"""));
        Assert.Equal([], state.Graph("""{"name": "src/other.ts:1"}"""));
        Assert.Equal(["1 App.start resolved"], state.Graph("""{"name": "App.stop"}"""));
    }

    [Fact]
    public void Go_packages_and_receivers_prove_calls()
    {
        using var state = SourceState.Of(
            ("go.mod", "module example.org/shop\n\ngo 1.22\n"),
            ("stock/stock.go", "package stock\n\ntype Stock struct{}\n\nfunc (s *Stock) Take() { s.log() }\n\nfunc (s *Stock) log() { note() }\n"),
            ("stock/note.go", "package stock\n\nfunc note() {}\n\nfunc Open() {}\n"),
            ("main.go", "package main\n\nimport \"example.org/shop/stock\"\n\nfunc note() {}\n\nfunc main() {\n\tstock.Open()\n\tnote()\n\tvar s stock.Stock\n\ts.Take()\n}\n"));
        Assert.Equal(["1 Stock.log resolved", "2 Stock.Take resolved", "3 main.main resolved"], state.Graph("""{"name": "stock/note.go:3", "depth": 5}"""));
        Assert.Equal(["1 main.main resolved"], state.Graph("""{"name": "Open"}"""));
        Assert.Equal(["1 main.main resolved"], state.Graph("""{"name": "main.go:5"}"""));
    }

    [Fact]
    public void C_declarations_are_their_definitions_and_static_functions_stay_in_their_file()
    {
        using var state = SourceState.Of(
            ("a.h", "int shared(int x);\n"),
            ("a.c", "#include \"a.h\"\nstatic int own(int x) { return x; }\nint shared(int x) { return own(x); }\n"),
            ("b.c", "#include \"a.h\"\nstatic int own(int x) { return 2; }\nint use(struct s *p) { p->shared(1); return shared(own(1)); }\n"));
        Assert.Equal(["1 use resolved"], state.Graph("""{"name": "a.h:1"}"""));
        Assert.Equal(["1 shared resolved"], state.Graph("""{"name": "a.c:2"}"""));
    }

    [Fact]
    public void Rust_and_Java_scopes_prove_calls()
    {
        using var state = SourceState.Of(
            ("src/lib.rs", "mod io;\npub fn run() { io::flush(); helper(); }\nfn helper() {}\n"),
            ("src/io.rs", "pub fn flush() { crate::run(); }\npub struct W;\nimpl W { pub fn new() -> W { W } pub fn go(&self) { self.flush(); } fn flush(&self) { W::new(); } }\n"),
            ("p/A.java", "package p;\npublic class A { static void make() {} void run() { make(); new B(); } }\n"),
            ("q/B.java", "package q;\nimport p.A;\npublic class B { void go() { A.make(); new A(); } }\n"));
        Assert.Equal(["1 run resolved"], state.Graph("""{"name": "src/io.rs:1"}"""));
        Assert.Equal(["1 W.flush resolved"], state.Graph("""{"name": "W.new"}"""));
        Assert.Equal(["1 A.run resolved", "1 B.go resolved"], state.Graph("""{"name": "A.make"}"""));
        Assert.Equal(["1 B.go resolved"], state.Graph("""{"name": "p.A"}"""));
    }

    private static QueryState CSharp() => SourceState.Of(("src/Shop.cs", Shop), ("src/Stock.cs", Stock));
}
