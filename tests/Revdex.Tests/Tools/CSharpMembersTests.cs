using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>Which of several members of one name a C# name means by the types around it, those before braces, and the project. Lines are marked as in <see cref="DeclaredTypesTests"/>.</summary>
public sealed class CSharpMembersTests
{
    /// <summary>What is inherited, hidden, overridden, overloaded along the bases; what a class sees of its project's global namespace.</summary>
    [Fact]
    public void CSharp_inherits() => DeclaredTypesTests.Check("cs", "C.cs", "Go", """
        namespace N;
        interface I { void Go(); }
        class A { public virtual void Go() { } public void Go(int i) { } public A Part; protected virtual void Inner() { } }
        class B : A, I { public override void Go() { } public void Go(string s) { } public void Go(int i, int j) { } public new B Part; void Run(B b, A a)
            {
                Go(); // B
                Go(1, 2); // B
                Go(1); // ?
                a.Go(); // A
                Part.Go(); // B
                a.Part.Go(); // A
                base.Part.Go(); // A
                base.Go(); // A
            } }
        class E : B { void Run()
            {
                Go(); // B
                Go(1, 2); // B
                Part.Go(); // B
            } }
        class H { I I { get; } B B { get; } A Other { get; } void Run()
            {
                Other.Go(); // A
                B.Go(); // ?
            } }
        """);

    [Fact]
    public void CSharp_names_in_braces_are_members_of_what_stands_before()
    {
        using var state = SourceState.Of(("A.cs", """
            namespace N;
            record A { public int Size { get; set; } public A Inner { get; set; } }
            class B
            {
                public int Size;
                public object Inner;
                A Run(A a, object o)
                {
                    var b = new B { Size = 1, Inner = null };
                    if (o is A { Size: 1 } or B { Size: 2 }) { }
                    if (a is { Inner.Size: 3 }) { }
                    System.Action done = () => Size = 4;
                    var list = new { Size = 5 };
                    return a with { Size = 6, Inner = new A() { Size = Size } };
                }
            }
            """));
        Assert.Equal(["A.cs:9 write ! A.cs:5", "A.cs:10 read =", "A.cs:10 read ! A.cs:5", "A.cs:11 read =", "A.cs:12 write ! A.cs:5", "A.cs:13 read ?", "A.cs:14 write =", "A.cs:14 write =", "A.cs:14 read ! A.cs:5"], state.Uses("A.cs:2:24"));
    }

    [Fact]
    public void CSharp_sees_the_global_namespace_of_its_project()
    {
        using var state = SourceState.Of(
            ("a/A.csproj", "<Project />"), ("a/Guard.cs", "static class Guard { public static void Check() { } }\n"), ("a/Use.cs", "namespace N;\nclass C { void Run() { Guard.Check(); } }\n"),
            ("b/B.csproj", "<Project />"), ("b/Use.cs", "namespace N;\nclass D { void Run() { Guard.Check(); } }\n"));
        Assert.Equal(["a/Use.cs:2 call =", "b/Use.cs:2 call ?"], state.Uses("Guard.Check"));
    }
}
