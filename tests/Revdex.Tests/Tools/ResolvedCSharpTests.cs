using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>
/// What C# makes of one name: overloads, parts, generic types, explicit interfaces, extension methods, operators. Of each symbol the uses that must be resolved and those that must not are pinned, so
/// that neither a lost use nor a phantom goes unseen. What Roslyn says of them is beside each.
/// </summary>
public sealed class ResolvedCSharpTests
{
    [Fact]
    public void Generic_types_of_one_name_are_told_apart_by_their_arity()
    {
        using var state = SourceState.Of(
            ("Snap.cs", "namespace N;\nclass Snap { internal int _v; void A() { _v = 1; } }\nclass Snap<T> : Snap { int _w; void B() { _w = 1; _v = 2; } }\nclass Snap<T, U>\n{\n    int _v;\n    void C() { _v = 3; new Snap<int, (int, int)>(); new Snap(); var s = new Snap<Snap<int>>(); }\n    Snap One() => null;\n    System.Type Type() => typeof(Snap<,>);\n}\n"));
        Assert.Equal(["Snap.cs:3 implements =", "Snap.cs:7 call ! Snap.cs:4", "Snap.cs:7 call =", "Snap.cs:7 call ! Snap.cs:3", "Snap.cs:7 type ! Snap.cs:3", "Snap.cs:8 type =", "Snap.cs:9 type ! Snap.cs:4"], state.Uses("Snap.cs:2:7"));
        Assert.Equal(["Snap.cs:2 write ! Snap.cs:2", "Snap.cs:3 write ! Snap.cs:2", "Snap.cs:7 write ="], state.Uses("Snap.cs:6"));
    }

    [Fact]
    public void An_attribute_is_a_use_of_its_type_whether_the_ending_is_written_or_not()
    {
        using var state = SourceState.Of(
            ("Foo.cs", "namespace N;\nclass FooAttribute : System.Attribute { }\nclass Foo { }\n"),
            ("C.cs", "namespace N;\n[Foo]\nclass C\n{\n    [FooAttribute] void A() { new Foo(); }\n    [return: Foo] int B() => 0;\n}\n"),
            ("E.cs", "namespace Elsewhere;\n[Foo] class E { }\n"),
            ("P.py", "@Foo\nclass P: pass\n"));
        string[] uses = ["C.cs:2 attribute =", "C.cs:5 attribute =", "C.cs:6 attribute =", "E.cs:2 attribute ?"];
        Assert.Equal(uses, state.Uses("Foo.cs:2"));
        Assert.Equal(uses, state.Uses("C.cs:2:2"));
        Assert.Equal(["C.cs:2 attribute ! Foo.cs:2", "C.cs:5 call =", "C.cs:6 attribute ! Foo.cs:2", "E.cs:2 attribute ?", "P.py:1 attribute ?"], state.Uses("Foo.cs:3"));
        var answer = state.Ask("references", """{"name": "FooAttribute", "role": "attribute", "limit": 2}""");
        Assert.Equal((4, "Foo,FooAttribute"), (answer.Total(), string.Join(',', answer.Each("name"))));
        Assert.Equal(0, state.Ask("references", """{"name": "FooAttribute", "role": "call"}""").Total());
    }

    [Fact]
    public void Partial_generic_types_are_one()
    {
        using var state = SourceState.Of(
            ("A.cs", "namespace N;\npartial class Box<T> { int _n; void A() { B(); } }\npartial class Box { int _n; void A() { B(); } }\n"),
            ("B.cs", "namespace N;\npartial class Box<T> { void B() { _n = 1; A(); } }\npartial class Box { void B() { _n = 2; } }\n"));
        Assert.Equal(["A.cs:2 call =", "A.cs:3 call ! B.cs:3"], state.Uses("B.cs:2:29"));
        Assert.Equal(["B.cs:2 write ! A.cs:2", "B.cs:3 write ="], state.Uses("A.cs:3:25"));
    }

    [Fact]
    public void An_explicit_implementation_is_reached_by_no_name()
    {
        using var state = SourceState.Of(
            ("I.cs", "namespace N;\ninterface IRun { int Size { get; } void Run(); }\nclass Base { public int Size; }\n"),
            ("C.cs", "namespace N;\nclass C : Base, IRun\n{\n    int IRun.Size => Size;\n    void IRun.Run() => Run();\n    public void Run() { this.Run(); ((IRun)this).Run(); Size = 1; }\n}\n"));
        Assert.Equal(["C.cs:5 call ! C.cs:6", "C.cs:6 call ! C.cs:6", "C.cs:6 call ! I.cs:2"], state.Uses("C.cs:5:15"));
        Assert.Equal(["C.cs:5 call =", "C.cs:6 call =", "C.cs:6 call ! I.cs:2"], state.Uses("C.cs:6"));
        Assert.All(state.Uses("C.cs:4:14"), use => Assert.DoesNotContain("=", use, StringComparison.Ordinal));
    }

    [Fact]
    public void What_may_be_another_programs_is_not_called_resolved()
    {
        using var state = SourceState.Of(
            ("A.cs", "using System;\nnamespace N;\nclass Guard\n{\n    public Type Type { get; }\n    static void ArgumentNullException(string n) => throw new ArgumentNullException(n);\n    static void Check() => ArgumentNullException(\"a\");\n    public bool Equals(Guard other) => Equals(Type, other.Type);\n    object Empty() => Type.EmptyTypes;\n    object Mine() => Type;\n}\n"));
        Assert.Equal(["A.cs:6 call ?", "A.cs:7 call ="], state.Uses("Guard.ArgumentNullException"));
        Assert.Equal(["A.cs:8 call ?"], state.Uses("Guard.Equals"));
        Assert.Equal(["A.cs:8 read =", "A.cs:8 read =", "A.cs:9 read ?", "A.cs:10 read ="], state.Uses("Guard.Type").Where(u => !u.Contains("type", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_a_project_imports_everywhere_proves_a_type()
    {
        using var state = SourceState.Of(
            ("src/App/App.csproj", "<Project>\n  <ItemGroup>\n    <Using Include=\"N.Model\" />\n  </ItemGroup>\n</Project>\n"),
            ("src/App/GlobalUsings.cs", "global using N.Text;\nusing N.Other;\n"),
            ("src/App/Deep/Use.cs", "class Use { Item A; Word B; Rest C; }\n"),
            ("src/Lib/Lib.csproj", "<Project />\n"),
            ("src/Lib/Use.cs", "class Use { Item A; }\n"),
            ("src/Lib/Model.cs", "namespace N.Model { class Item { } }\nnamespace N.Text { class Word { } }\nnamespace N.Other { class Rest { } }\n"));
        Assert.Equal(["src/App/Deep/Use.cs:1 type =", "src/Lib/Use.cs:1 type ?"], state.Uses("Item"));
        Assert.Equal(["src/App/Deep/Use.cs:1 type ="], state.Uses("Word"));
        Assert.Equal(["src/App/Deep/Use.cs:1 type ?"], state.Uses("Rest"));
    }

    [Fact]
    public void Overloads_properties_extensions_and_operators_keep_to_their_own()
    {
        using var state = SourceState.Of(
            ("Text.cs", "namespace N;\nstatic class Texts\n{\n    public static int Count(this string s) => 0;\n    public static int Count(this string s, char c) => s.Count() + Count(s);\n}\n"),
            ("Bag.cs", "namespace N;\nclass Bag\n{\n    public int Count { get; set; }\n    public void Add(int a) { Count++; }\n    public void Add(int a, int b) { Add(a); Add(b); }\n    public static Bag operator +(Bag a, Bag b) => a;\n    public int Total(string s) => Count + s.Count() + Texts.Count(s);\n}\nclass Other { public void Add(int a) { } void Go(Bag bag) { bag.Add(1); Add(2); bag.Count = 1; } }\n"));
        Assert.Equal(["Bag.cs:8 call ?", "Bag.cs:8 call =", "Text.cs:5 call ?", "Text.cs:5 call ="], state.Uses("Texts.Count").Where(u => u.Contains("call", StringComparison.Ordinal)));
        Assert.Equal(["Bag.cs:5 write =", "Bag.cs:8 read =", "Bag.cs:8 call ?", "Bag.cs:8 call ! Text.cs:4", "Bag.cs:10 write =", "Text.cs:5 call ?", "Text.cs:5 call ! Text.cs:4"], state.Uses("Bag.Count"));
        Assert.Equal(["Bag.cs:6 call =", "Bag.cs:6 call =", "Bag.cs:10 call =", "Bag.cs:10 call ! Bag.cs:10"], state.Uses("Bag.cs:6"));
    }
}
