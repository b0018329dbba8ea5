using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>
/// Uses of members through receivers whose type is declared where it can be seen. In each sample two types have a member <c>go</c>; lines that end with <c>A</c> mean the first one's by what
/// a compiler says, those with <c>B</c> the other's, and those with a question mark cannot be told by declarations alone: none may be called resolved.
/// </summary>
public sealed class DeclaredTypesTests
{
    [Fact]
    public void CSharp() => Check("cs", "C.cs", "Go", """"
        namespace N;
        class A { public void Go() { } public A Next() => this; public A Self { get; } = null; public static A Make() => new A(); public void Over() { } public int Over(int i) => i; }
        class B { public void Go() { } public List<A> All() => null; public A[] Many; public Task<A> Later() => null; }
        class D : A { void X() { base.Go(); // A
            } }
        class Use(A given)
        {
            private readonly A _a;
            protected B? Other { get; set; }
            A Sole { get; }
            void Run(A a, B b, dynamic c, List<A> list, A[] array)
            {
                a.Go(); // A
                b.Go(); // B
                c.Go(); // ?
                var holes = $"{c["A b = c;"]}" + $$"""{ A b = c; } "{{c}}" """;
                list.Go(); // ?
                array.Go(); // ?
                _a.Go(); // A
                this._a.Go(); // A
                Other?.Go(); // B
                Other!.Go(); // B
                a.Next().Next().Go(); // A
                a.Self.Go(); // A
                A.Make().Go(); // A
                new A().Go(); // A
                ((B)c).Go(); // B
                (c as A).Go(); // A
                var made = new B { Many = null };
                made.Go(); // B
                var next = a.Next();
                next.Go(); // A
                var all = b.All();
                all.Go(); // ?
                var later = b.Later();
                later.Go(); // ?
                foreach (A each in list) { each.Go(); // A
                }
                foreach (var each2 in list) { each2.Go(); // A
                }
                foreach (var each3 in array) { each3.Go(); // A
                }
                list[0].Go(); // A
                b.Many[1].Go(); // A
                c[0].Go(); // ?
                var cast = (B)c; cast.Go(); // B
                var either = given == null ? (A)c : null;
                either.Go(); // ?
                b.All()[0].Go(); // A
                var pairs = new Dictionary<B, A>(); pairs[b].Go(); // A
                foreach (var pair in pairs) { pair.Key.Go(); // B
                }
                var awaited = await b.Later(); awaited.Go(); // A
                (await b.Later()).Go(); // A
                typeof(A).Go(); // ?
                if (c is B found) found.Go(); // B
                if (c is { } some) some.Go(); // ?
                Call(lambda => lambda.Go()); // ?
                Call((x, y) => x.Go()); // ?
                Call((A x1, B y1) => y1.Go()); // B
                try { } catch (B e) { e.Go(); // B
                }
                var (one, two) = Pair(); one.Go(); // ?
                b.Many.Go(); // ?
                D d = null;
                d.Go(); // A
                d.Go<int>(); // ?
                given.Go(); // A
                void Local(B inner) { inner.Go(); // B
                }
                for (A loop = a; loop != null; loop = loop.Next()) loop.Go(); // A
                string text = "A quoted"; var quoted = Some(); quoted.Go(); // ?
                /* A noted */ var noted = Some(); noted.Go(); // ?
            }
            void Twice(object o) { { A t = null; t.Go(); // A
                } { B t = null; t.Go(); // ?
                } }
            T Generic<T>(T generic) { generic.Go(); // ?
                return generic; }
            void Bound<T>(T bound) where T : class, B, new() { bound.Go(); // B
            }
            void Both<T, U>(U both) where T : B where U : A, IOther { both.Go(); // ?
            }
        }
        """");

    [Fact]
    public void Java() => Check("java", "p/C.java", "go", """
        package p;
        class A { void go() { } A next() { return this; } static A make() { return null; } }
        class B { void go() { } java.util.List<A> all() { return null; } A[] many; }
        class D extends A { void x() { super.go(); // A
            } }
        class Use {
            private final A a = null;
            B other;
            void run(final A p, B q, Object o) {
                p.go(); // A
                q.go(); // B
                o.go(); // ?
                a.go(); // A
                this.other.go(); // B
                p.next().go(); // A
                A.make().go(); // A
                new B().go(); // B
                ((B) o).go(); // B
                var made = new B();
                made.go(); // B
                var all = q.all();
                all.go(); // ?
                for (A each : q.all()) { each.go(); // A
                }
                for (var each2 : q.all()) { each2.go(); // ?
                }
                call(x -> x.go()); // ?
                call((A x1) -> x1.go()); // A
                q.many.go(); // ?
                D d = null;
                d.go(); // A
            }
        }
        """);

    [Fact]
    public void TypeScript() => Check("ts", "c.ts", "go", """
        export class A { go() {} next(): A { return this; } static make(): A { return new A(); } async later(): Promise<A> { return this; } }
        export class B { go() {} all(): A[] { return []; } get first(): A { return new A(); } }
        class D extends A { x() { super.go(); // A
        } }
        function free(): B { return new B(); }
        const top = new A();
        top.go(); // A
        export class Use {
            private a: A;
            b = new B();
            constructor(private readonly given: B, plain) {
                given.go(); // B
                plain.go(); // ?
            }
            run(p: A, q?: B, r: A | null, s: A | B, t: A[]) {
                p.go(); // A
                q?.go(); // B
                r!.go(); // A
                s.go(); // ?
                t.go(); // ?
                this.a.go(); // A
                this.b.go(); // B
                this.given.go(); // B
                p.next().go(); // A
                A.make().go(); // A
                q.first.go(); // A
                free().go(); // B
                const made = new B();
                made.go(); // B
                const next = p.next()
                next.go(); // A
                const later = p.later();
                later.go(); // ?
                let typed: A = other();
                typed.go(); // A
                const { held } = p; held.go(); // ?
                for (const each of t) each.go(); // ?
                call(x => x.go()); // ?
                call((x1: A) => x1.go()); // A
                call((x2) => x2.go()); // ?
                const literal = { p: q }; literal.p.go(); // ?
                (p as B).go(); // B
                if (p) { const p = other(); p.go(); // ?
                }
                const d = new D();
                d.go(); // A
                const n: A = other(); if (n instanceof B) { n.go(); // ?
                }
            }
        }
        """);

    [Fact]
    public void Python() => Check("py", "c.py", "go", """
        from typing import Optional

        class A:
            def go(self): pass
            def next(self) -> "A": return self
            @staticmethod
            def make() -> A: return A()
            async def later(self) -> A: return self

        class B:
            def go(self): pass
            def all(self) -> list[A]: return []
            @property
            def first(self) -> A: return A()

        class D(A):
            def x(self):
                super().go() # A

        def free() -> B: return B()

        class Use:
            def __init__(self, given: B, plain=None):
                self.a = A()
                self.b: B = other()
                self.given = given
                plain.go() # ?

            def run(self, p: A, q: B = None, r: A | None = None, s=A):
                p.go() # A
                q.go() # B
                r.go() # A
                s.go() # ?
                self.a.go() # A
                self.b.go() # B
                self.given.go() # B
                A.make().go() # A
                q.first.go() # A
                free().go() # B
                made = B()
                made.go() # B
                later = p.later()
                later.go() # ?
                all = q.all()
                all.go() # ?
                for each in q.all():
                    each.go() # ?
                with open() as f:
                    f.go() # ?
                x, y = A(), B()
                x.go() # ?
                call(lambda z: z.go()) # ?
                d = D()
                d.go() # A
                p2: A = other()
                p2.go() # A
                again = A()
                again = B()
                again.go() # ?
                A().go() # A
                n: A = other()
                if isinstance(n, B):
                    n.go() # ?
        """);

    [Fact]
    public void Go() => Check("go", "c.go", "Go", """
        package c

        type A struct{ next *A; b B }
        type B struct{}

        func (a *A) Go()       {}
        func (b B) Go()        {}
        func (a *A) Next() *A  { return a.next }
        func New() *A          { return &A{} }
        func Try() (*A, error) { return nil, nil }

        type Use struct {
            a     *A
            x, y  B
            many  []A
        }

        func (u *Use) run(p *A, q, r B, f func(A) B, list []A) {
            p.Go() // A
            q.Go() // B
            r.Go() // B
            list.Go() // ?
            u.a.Go() // A
            u.x.Go() // B
            u.y.Go() // B
            u.many.Go() // ?
            u.a.next.Go() // A
            p.Next().Go() // A
            New().Go() // A
            made := &B{}
            made.Go() // B
            other := New()
            other.Go() // A
            got, err := Try()
            got.Go() // ?
            var v A
            v.Go() // A
            for _, each := range list {
                each.Go() // ?
            }
            func(inner B) {
                inner.Go() // B
            }(q)
            switch s := f.(type) {
            default:
                s.Go() // ?
            }
        }
        """);

    [Fact]
    public void Rust() => Check("rs", "src/lib.rs", "go", """
        pub struct A { b: B }
        pub struct B;
        impl A {
            pub fn new() -> Self { A { b: B } }
            pub fn go(&self) {}
            pub fn next(&self) -> &A { self }
            pub fn maybe(&self) -> Option<A> { None }
        }
        impl B {
            pub fn go(&self) {}
        }
        struct Use { a: A, b: Box<B> }
        impl Use {
            fn run(&self, p: &A, mut q: B, r: &'static mut B, s: Option<A>) {
                p.go(); // A
                q.go(); // B
                r.go(); // B
                s.go(); // ?
                self.a.go(); // A
                self.b.go(); // ?
                self.a.b.go(); // B
                p.next().go(); // A
                A::new().go(); // A
                let made = A::new();
                made.go(); // A
                let plain = B;
                plain.go(); // B
                let lit = A { b: B };
                lit.go(); // A
                let typed: B = other();
                typed.go(); // B
                if let Some(p) = other() { p.go(); // ?
                }
                for q in list { q.go(); // ?
                }
                match other() { A { b } => b.go(), // ?
                    r => r.go(), // ?
                }
                call(|x| x.go()); // ?
                call(|x1: A| x1.go()); // A
            }
        }
        """);

    /// <summary>Each is made of the one before: seen from all sides anew, two to the fiftieth steps.</summary>
    [Fact]
    public void Long_chains_and_circles_end()
    {
        var again = string.Concat(Enumerable.Repeat("    q = q.next()\n", 50));
        var circle = "        self.a = self.b\n        self.b = self.a\n        self.a.go()\n";
        var chain = "    p" + string.Concat(Enumerable.Repeat(".next()", 2_000)) + ".go()\n";
        using var state = SourceState.Of(("a.py", $"class A:\n    def go(self): pass\n    def next(self) -> 'A': return self\n    def around(self):\n{circle}class B:\n    def go(self): pass\ndef use(p: A):\n    q: A = p\n{again}    q.go()\n    r = r\n    r.go()\n{chain}"));
        Assert.Equal(["a.py:7 call ?", "a.py:62 call =", "a.py:64 call ?", "a.py:65 call ?"], state.Uses("A.go"));
    }

    /// <summary>Generated code has thousands of scopes in one function: up to 64 declarations of a name are compared, and what comes behind more has no type.</summary>
    [Fact]
    public void A_name_that_a_function_declares_too_often_has_no_type()
    {
        var scopes = string.Concat(Enumerable.Repeat("        Put((A b) => b.Go());\n", 6_000));
        using var state = SourceState.Of(("A.cs", $"class A {{ public void Go() {{ }} }}\nclass B {{ public void Go() {{ }} }}\nclass C\n{{\n    void Run()\n    {{\n{scopes}    }}\n}}\n"));
        var uses = ToldUses.Of(state.Ask("references", """{"name": "A.Go", "limit": 70}"""));
        Assert.Equal("A.cs:7 call =", uses[0]);
        Assert.Equal("A.cs:70 call =", uses[63]);
        Assert.Equal("A.cs:71 call ?", uses[64]);
    }

    /// <summary>What is told wrongly, and what was to be told and is not.</summary>
    internal static void Check(string extension, string path, string name, string code)
    {
        using var state = SourceState.Of((path, code), ($"other.{extension}", ""));
        var told = state.Uses($"A.{name}").Concat(state.Uses($"B.{name}")).ToHashSet(StringComparer.Ordinal);
        var definitions = state.Ask("find", $$"""{"name": "{{name}}"}""").Places();
        Assert.True(definitions.Length >= 2, "two definitions");
        var wrong = new List<string>();
        foreach (var (line, number) in code.Split('\n').Select((line, i) => (line.TrimEnd(), i + 1)).Where(l => l.Item1 is [.., '/' or '#', ' ', 'A' or 'B' or '?']))
        {
            var use = $"{path}:{number} call ";
            var isA = told.Any(t => t.StartsWith($"{use}=", StringComparison.Ordinal) && state.Uses($"A.{name}").Contains(t));
            var isB = told.Any(t => t.StartsWith($"{use}=", StringComparison.Ordinal) && state.Uses($"B.{name}").Contains(t));
            var said = isA && isB ? "both" : isA ? "A" : isB ? "B" : "?";
            if (said != line[^1..])
            {
                wrong.Add($"{number}: {line.Trim()} said {said}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
