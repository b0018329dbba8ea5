using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>Uses of C over files: what a header declares that a file includes is what one file defines.</summary>
public sealed class IncludedNamesTests
{
    private static readonly (string, string)[] Server =
    [
        ("src/server.h", "#include \"list.h\"\ntypedef struct job job;\n#define LIMIT 5\nextern int count;\nvoid run(job *j);\nint twice(int n);\n"),
        ("src/list.h", "typedef struct list { int n; } list;\n"),
        ("src/server.c", "#include \"server.h\"\nstruct job { int n; };\nint count = 0;\nvoid run(job *j) { count++; }\n"),
        ("src/one.c", "#include \"server.h\"\nvoid go(job *j) { run(j); count = LIMIT; list l; }\n"),
        ("src/alone.c", "void go_alone(void) { run(0); }\n"),
        ("tool/tool.c", "typedef struct list { int m; } list;\nstatic void run(list *l) { }\nint use(list *l) { run(l); return 0; }\n"),
    ];

    [Fact]
    public void What_an_included_header_declares_is_what_one_file_defines()
    {
        using var state = SourceState.Of(Server);
        Assert.Equal(["src/alone.c:1 call ?", "src/one.c:2 call =", "tool/tool.c:3 call ! tool/tool.c:2"], state.Uses("src/server.c:4"));
        Assert.Equal(["src/one.c:2 write =", "src/server.c:4 write ="], state.Uses("src/server.c:3"));
        Assert.Equal(["src/one.c:2 read ="], state.Uses("LIMIT"));
    }

    [Fact]
    public void A_type_of_a_file_that_includes_no_declaration_is_the_files_own()
    {
        using var state = SourceState.Of(Server);
        Assert.Equal(["src/one.c:2 type =", "tool/tool.c:2 type ! tool/tool.c:1", "tool/tool.c:3 type ! tool/tool.c:1"], state.Uses("src/list.h:1"));
        Assert.Equal(["src/one.c:2 type =", "src/server.c:4 type =", "src/server.h:2 type =", "src/server.h:5 type ="], state.Uses("src/server.c:2"));
    }

    [Fact]
    public void Nothing_is_proven_where_two_are_seen_or_two_define_what_is_declared()
    {
        using var state = SourceState.Of(
            ("a.h", "int put(int n);\nint get(int n);\n"),
            ("compat.h", "#define put other_put\n"),
            ("a.c", "#include \"a.h\"\nint put(int n) { return n; }\nint get(int n) { return n; }\n"),
            ("b.c", "int get(int n) { return 0; }\n"),
            ("use.c", "#include \"compat.h\"\n#include \"a.h\"\nint use(void) { return put(1) + get(2); }\n"),
            ("plain.c", "#include \"a.h\"\nint plain(void) { return put(1); }\n"));
        Assert.Equal(["plain.c:2 call =", "use.c:3 call ?"], state.Uses("a.c:2"));
        Assert.Equal(["use.c:3 call ?"], state.Uses("a.c:3"));
    }

    [Fact]
    public void Headers_that_include_each_other_end()
    {
        using var state = SourceState.Of(
            ("a.h", "#include \"b.h\"\nint put(int n);\n"),
            ("b.h", "#include \"a.h\"\n"),
            ("a.c", "int put(int n) { return n; }\n"),
            ("use.c", "#include \"b.h\"\nint use(void) { return put(1); }\n"));
        Assert.Equal(["use.c:2 call ="], state.Uses("put"));
    }
}
