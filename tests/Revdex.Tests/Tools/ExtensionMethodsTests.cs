using System.Reflection;
using System.Text.RegularExpressions;
using Revdex.Query.Tools.Resolving.Types;
using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>
/// C# extension methods that are called on values. A line that ends with <c>// = N</c> is a use that is proven to mean what has that name, by what Roslyn says; one with <c>// ? N</c> must not be called
/// resolved to it: it means another thing, or a declaration alone does not tell.
/// </summary>
public sealed partial class ExtensionMethodsTests
{
    private const string Types = """
        namespace N;
        public interface IThing { }
        public interface IMany : System.Collections.Generic.IEnumerable<A> { }
        public class A : IThing { public A Next() => this; public void Own(int i) { } public System.Action Held; }
        public class B : A { }
        public class Far : Elsewhere { }
        public class Near : System.IDisposable { }
        public struct Point { public int X; }
        public enum Color { Red }
        """;

    private const string Methods = """
        using System.Collections.Generic;
        namespace N.Ext;
        public static class Exts
        {
            public static void Go(this A a) { }
            public static void Go(this IThing t, int i, params string[] rest) { }
            public static void Opt(this A a, int i = 0, string s = "") { }
            public static void Two<T, U>(this A a) { }
            public static void Each<T>(this IEnumerable<T> all) { }
            public static void Every<T>(this T x) { }
            public static void OfThing<T>(this T x) where T : IThing { }
            public static bool Blank(this string s) => true;
            public static bool Even(this System.Int32 i) => true;
            public static bool Flag(this Color? c) => true;
            public static bool Plain(this Color c) => true;
            public static void Ref(ref this Point p) { }
            public static void In(this in Point p) { }
            public static void Arr(this A[] a) { }
            public static void Services(this IServices s) { }
            public static void Far(this Far f) { }
            public static void Thing(this IThing t) { }
            public static void Dispose(this Near n, int i) { }
            public static A Chain(this A a) => a;
            public static void Own(this A a, string s, int i) { }
            public static void Own(this A a, string s) { }
            public static void Held(this A a) { }
            public static void Trim(this string s) { }
            public static void Where(this IMany m, int i) { }
            private static void Secret(this A a) => a.Secret(); // = Exts.Secret
            public static void NoThis(A a) { }
        }
        """;

    [Fact]
    public void Receivers_of_every_kind() => Check(("Types.cs", Types), ("Exts.cs", Methods), ("C.cs", """
        using System.Collections.Generic;
        using N.Ext;
        namespace N;
        class C
        {
            private A _a; public A[] Many { get; } A Make() => _a; List<A> _list; Dictionary<string, A> _map;
            void Run(A a, B b, IThing t, string s, String s2, int i, Color c, Color? n, Point p, A[] array, IServices services, Far far, Near near, IMany many, object o, dynamic d)
            {
                a.Go(); // = Exts.Go
                a?.Go(); // = Exts.Go
                b.Go(); // = Exts.Go
                _a.Go(1); // = Exts.Go
                this._a.Go(1, "x", "y"); // = Exts.Go
                t.Go(2); // = Exts.Go
                t.Go(); // ? Exts.Go
                Make().Go(); // = Exts.Go
                a.Next().Chain().Chain().Go(); // = Exts.Go
                new B().Go(); // = Exts.Go
                ((A)o).Go(); // = Exts.Go
                (o as A).Go(); // = Exts.Go
                var made = a.Chain(); made.Go(); // = Exts.Go
                var cast = (A)o; cast.Go(); // = Exts.Go
                Many[0].Go(); // = Exts.Go
                _list[0].Go(); // = Exts.Go
                _map["x"].Go(); // = Exts.Go
                foreach (var each in _list) { each.Go(); // = Exts.Go
                }
                foreach (var pair in _map) { pair.Value.Go(); // = Exts.Go
                }
                if (o is A found) found.Go(); // = Exts.Go
                a.Opt(); // = Exts.Opt
                a.Opt(1, "x"); // = Exts.Opt
                a.Opt(1, "x", 2); // ? Exts.Opt
                a.Two<int, string>(); // = Exts.Two
                a.Two<int>(); // ? Exts.Two
                array.Each(); // = Exts.Each
                _list.Each(); // = Exts.Each
                s.Each(); // = Exts.Each
                many.Each(); // = Exts.Each
                a.Each(); // ? Exts.Each
                a.Every(); // = Exts.Every
                o.Every(); // = Exts.Every
                d.Every(); // ? Exts.Every
                far.Every(); // ? Exts.Every
                services.Every(); // ? Exts.Every
                near.Every(); // = Exts.Every
                b.OfThing(); // = Exts.OfThing
                near.OfThing(); // ? Exts.OfThing
                s.Blank(); // = Exts.Blank
                s2.Blank(); // = Exts.Blank
                "text".Blank(); // = Exts.Blank
                o.Blank(); // ? Exts.Blank
                i.Even(); // = Exts.Even
                s.Even(); // ? Exts.Even
                n.Flag(); // = Exts.Flag
                c.Flag(); // ? Exts.Flag
                c.Plain(); // = Exts.Plain
                n.Plain(); // ? Exts.Plain
                n?.Plain(); // = Exts.Plain
                n.Value.Plain(); // = Exts.Plain
                p.Ref(); // = Exts.Ref
                p.In(); // = Exts.In
                array.Arr(); // = Exts.Arr
                a.Arr(); // ? Exts.Arr
                services.Services(); // = Exts.Services
                far.Far(); // = Exts.Far
                far.Thing(); // ? Exts.Thing
                near.Dispose(1); // = Exts.Dispose
                a.Own("x", 1); // = Exts.Own
                a.Own("x"); // ? Exts.Own
                a.Own(1); // ? A.Own
                a.Held(); // ? Exts.Held
                s.Trim(); // ? Exts.Trim
                many.Where(1); // ? Exts.Where
                a.Secret(); // ? Exts.Secret
                a.NoThis(); // ? Exts.NoThis
                A.Go(); // ? Exts.Go
                Exts.Go(a); // = Exts.Go
                Exts.NoThis(a); // = Exts.NoThis
                Call(x => x.Go()); // ? Exts.Go
            }
            void Of<T>(T value) where T : A { value.Go(); // = Exts.Go
            }
            void OfAny<T>(T value) { value.Every(); // ? Exts.Every
            }
        }
        """));

    [Fact]
    public void What_is_not_in_scope_is_not_meant() => Check(("Types.cs", Types), ("Exts.cs", Methods),
        ("Unseen.cs", "namespace N.Other;\nclass U { void Run(A a) { a.Go(); // ? Exts.Go\n} }\n"),
        ("Inner.cs", "namespace N.Ext.Deep;\nclass I { void Run(A a) { a.Go(); // = Exts.Go\n} }\n"),
        ("Static.cs", "using static N.Ext.Exts;\nnamespace N.Other;\nclass S { void Run(A a) { a.Go(); // = Exts.Go\n} }\n"),
        ("app/App.csproj", "<Project>\n<PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup><ItemGroup><Using Include=\"N.Ext\" /></ItemGroup>\n</Project>\n"),
        ("app/Use.cs", "using N;\nnamespace App;\nclass P { void Run(A a, string s) { a.Go(); // = Exts.Go\n s.Polyfilled(); // = Poly.Polyfilled\n} }\n"),
        ("app/Poly.cs", "namespace System;\nstatic class Poly { public static void Polyfilled(this string s) { } }\n"));

    [Fact]
    public void Two_that_fit_are_ambiguous()
    {
        Check(("Types.cs", Types), ("Exts.cs", Methods),
            ("More.cs", "namespace N.More;\nstatic class More { public static void Go(this IThing a) { } public static void Opt(this B b) { } public static void Chain(this Far f) { } }\n"),
            ("C.cs", "using N.Ext; using N.More;\nnamespace N;\nclass C { void Run(A a, B b) {\n a.Go(); // ? Exts.Go\n a.Go(1); // = Exts.Go\n b.Opt(); // ? Exts.Opt\n a.Opt(); // = Exts.Opt\n a.Chain(); // = Exts.Chain\n} }\n"));
        using var state = SourceState.Of(("Types.cs", Types), ("Exts.cs", Methods), ("C.cs", "using N.Ext;\nnamespace N;\nclass C { void Run(A a) { a.Own(1); a.Own(\"x\", 1); } }\n"));
        Assert.Equal(["C.cs:3 call ?", "C.cs:3 call ! Exts.cs:24"], state.Uses("A.Own"));
    }

    [Fact]
    public void What_stands_in_for_a_later_version_is_not_meant() => Check(
        ("P.cs", "namespace N;\nstatic class P\n{\n#if OLD\n    public static void Later(this Thing t) { }\n#endif\n    public static void Ours(this Thing t) { }\n}\nclass C { void Run(Thing t) {\n t.Later(); // ? P.Later\n t.Ours(); // = P.Ours\n} }\n"));

    [Fact]
    public void Extension_blocks() => Check(("Types.cs", Types), ("Blocks.cs", """
        using System.Collections.Generic;
        namespace N;
        static class Blocks
        {
            extension(A a)
            {
                public int Sum(int i) => i;
                public static void Not() { }
            }
            extension<T>(IEnumerable<T> all)
            {
                public void Walk() { }
            }
        }
        class C
        {
            void Run(A a, B b, string s, List<A> list)
            {
                a.Sum(1); // = Sum
                b.Sum(1); // = Sum
                a.Sum(); // ? Sum
                s.Sum(1); // ? Sum
                a.Not(); // ? Not
                list.Walk(); // ? Walk (the grammar reads no block with type parameters)
                a.Walk(); // ? Walk
            }
        }
        """));

    /// <summary>Chains, brackets, indexes and constraints without end: each link is looked at once, and none too deep.</summary>
    [Fact]
    public void Code_without_end_ends()
    {
        var parameters = string.Join(", ", Enumerable.Range(0, 400).Select(i => $"T{i}"));
        var constraints = string.Concat(Enumerable.Range(0, 399).Select(i => $" where T{i} : T{i + 1}"));
        string[] values = [
            "a" + string.Concat(Enumerable.Repeat(".Value", 400)), "x" + string.Concat(Enumerable.Repeat(".Result", 400)), new string('(', 400) + "a" + new string(')', 400),
            "a" + string.Concat(Enumerable.Repeat("[0]", 400)), "(" + string.Concat(Enumerable.Repeat("await ", 400)) + "a)"];
        Check(("Ext.cs", "namespace N;\nclass A { public A Value; public A this[int i] => this; }\nstatic class E { public static void Go(this A a) { } }\n"),
            ("C.cs", $"namespace N;\nclass C\n{{\n    void Run<{parameters}>(A a, dynamic x, T0 t){constraints}\n    {{\n        a.Value.Value.Value.Go(); // = E.Go\n        t.Go(); // ? E.Go\n        {string.Join("\n        ", values.Select(v => $"{v}.Go(); // ? E.Go"))}\n    }}\n}}\n"));
    }

    /// <summary>What is said of .NET's types is what this runtime has.</summary>
    [Fact]
    public void The_framework_has_what_is_said_of_it()
    {
        Type[] types = [typeof(string), typeof(Array), typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(HashSet<>), typeof(ISet<>),
            typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>), typeof(Queue<>), typeof(Stack<>), typeof(IQueryable<>), typeof(IDisposable), typeof(IAsyncDisposable), typeof(char), typeof(int), typeof(object)];
        Assert.Equal(FrameworkTypes.Names.Order(StringComparer.Ordinal), types.Select(NameOf).Order(StringComparer.Ordinal));
        foreach (var type in types)
        {
            var members = type.GetInterfaces().Where(_ => type.IsInterface).Append(type).SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance)).Where(m => m is MethodInfo { IsSpecialName: false } or PropertyInfo);
            Assert.All(members, m => Assert.True(FrameworkTypes.HasMember(NameOf(type), m.Name), $"{type}.{m.Name}"));
            Assert.All(types, other => Assert.True(type == other || FrameworkTypes.IsA(NameOf(type), NameOf(other)) == type.GetInterfaces().Any(i => NameOf(i) == NameOf(other)), $"{type} {other}"));
        }

        var extensions = new[] { typeof(Enumerable), typeof(Queryable), typeof(MemoryExtensions), typeof(CollectionExtensions) }.SelectMany(t => t.GetMethods()).Where(m => m.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false));
        Assert.All(extensions, m => Assert.True(FrameworkTypes.HasExtension(m.Name), m.Name));
    }

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    private static void Check(params (string Path, string Content)[] files)
    {
        using var state = SourceState.Of(files);
        var wrong = new List<string>();
        foreach (var (path, content) in files)
        {
            foreach (var (line, number) in content.Split('\n').Select((line, i) => (line, i + 1)))
            {
                if (Marker().Match(line) is { Success: true } marker)
                {
                    var isSaid = state.Uses(marker.Groups[2].Value).Contains($"{path}:{number} call =");
                    (isSaid == (marker.Groups[1].Value == "=") ? null : wrong)?.Add($"{path}:{number} {line.Trim()}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [GeneratedRegex("// ([=?]) ([\\w.]+)")]
    private static partial Regex Marker();
}
