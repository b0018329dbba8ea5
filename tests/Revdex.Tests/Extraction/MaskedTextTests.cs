using System.Text;
using Revdex.Extraction.Masking;

namespace Revdex.Tests.Extraction;

/// <summary>Sources on one line: a bar is a line break, and what is blank to the parser is a dot in what is expected.</summary>
public sealed class MaskedTextTests
{
    [Theory]
    [InlineData("int f() NOEXCEPT_IF(x) {}", "int f() .............. {}")]
    [InlineData("void C::g(int a) const LOCKS(mu) override;", "void C::g(int a) const ......... override;")]
    [InlineData("C() ATTR : a(1) {}", "C() .... : a(1) {}")]
    [InlineData("bool start GUARDED_BY(mu);", "bool start ..............;")]
    [InlineData("Version* const v GUARDED_BY(mu) = 1;", "Version* const v .............. = 1;")]
    [InlineData("API int (f)(int); API T *g(T t);", "... int (f)(int); ... T *g(T t);")]
    [InlineData("API T *(f)(int); API char *(*g)(int);", "API T *(f)(int); ... char *(*g)(int);")]
    [InlineData("API_OF T *(f)(int); API_OF T (*g)(int);", "const. T *(f)(int); const. T (*g)(int);")]
    [InlineData("FOO f(int); FOO *g(int); FOO BAR(int);", "FOO f(int); FOO *g(int); FOO BAR(int);")]
    [InlineData("static FOO f(int); static FOO g;", "static FOO f(int); static FOO g;")]
    [InlineData("void CALL f(); t *MUT x = y;", "void .... f(); t *... x = y;")]
    [InlineData("class API Name : Base { };", "class ... Name : Base { };")]
    [InlineData("struct NAME { };", "struct NAME { };")]
    [InlineData("class C {| Q_OBJECT|public:| int a; };", "class C {| ........|public:| int a; };")]
    [InlineData("GEN(a, &=)|GEN(b, ^=)|#define X 1|int y;", "..........|..........|#define X 1|int y;")]
    [InlineData("TEST(A, b) { }", "TEST(A, b) { }")]
    [InlineData("DEFINE(a); STACK_OF(X) *s; LIST(a) b;", "DEFINE(a); STACK_OF(X) *s; LIST(a) b;")]
    [InlineData("int f() { if (x) FAIL(y); g(z) FOO; API int a; }", "int f() { if (x) FAIL(y); g(z) FOO; API int a; }")]
    [InlineData("enum E { A, B }; int a[] = { A, B };", "enum E { A, B }; int a[] = { A, B };")]
    [InlineData("const char *s = \"f() ATTR {\"; // f() ATTR {", "const char *s = \"f() ATTR {\"; // f() ATTR {")]
    public void Macros_among_declarations_are_blank(string source, string expected) => AssertMasked(CodeMask.C, source, expected);

    [Theory]
    [InlineData("bool b =|#if A|true|#else|false|#endif|;", "bool b =|.....|true|..................|;")]
    [InlineData("#if A|int a;|#else|int b;|#endif", "#if A|int a;|#else|int b;|#endif")]
    [InlineData("#if 0|f(1,|#else|f(|#endif|2);", "................|f(|......|2);")]
    [InlineData("int a[] = {|1,|#if A|2,|#else|3,|#endif|};", "int a[] = {|1,|.....|2,|.....|3,|......|};")]
    [InlineData("enum E { A,|#if B|C,|#endif|D };", "enum E { A,|#if B|C,|#endif|D };")]
    [InlineData("#ifdef A|int f(int a) {|#else|int f(void) {|#endif|}", "........|int f(int a) {|..........................|}")]
    [InlineData("FOO(x)|#if A|int a;|#else|int b;|#endif", "......|#if A|int a;|#else|int b;|#endif")]
    [InlineData("int a = b ? c :|#if D|d;|#else|e;|#endif|int f;", "int a = b ? c :|.....|d;|...............|int f;")]
    [InlineData("class C { public:|#if D|int d;|#endif| };", "class C { public:|#if D|int d;|#endif| };")]
    [InlineData("if (a)|#if B|b();|#endif|", "if (a)|.....|b();|......|")]
    [InlineData("int a = 1 +|# if A|#  if B|2|#  else|3|#  endif|# endif|;", "int a = 1 +|......|.......|2|..................|.......|;")]
    [InlineData("#define A \\|f(|#if B|int a;|#endif", "#define A \\|f(|#if B|int a;|#endif")]
    [InlineData("f(\"(\", '(', R\"x(\")x\"); // (|#if B|int a;|#endif", "f(\"(\", '(', R\"x(\")x\"); // (|#if B|int a;|#endif")]
    [InlineData("#if A|# define B 1 /* ( x|y. */|# define C 2|#else|# define D|#endif", "#if A|# define B 1 /* ( x|y. */|# define C 2|#else|# define D|#endif")]
    [InlineData("int a = 1|#if A|# define B 1|#else|# define C 1|#endif|;", "int a = 1|#if A|# define B 1|#else|# define C 1|#endif|;")]
    [InlineData("f(|#if A|", "f(|#if A|")]
    [InlineData("#endif|#else|)}|#if A|int a;|#endif", "#endif|#else|)}|#if A|int a;|#endif")]
    public void Directives_within_statements_are_blank(string source, string expected) => AssertMasked(CodeMask.C, source, expected);

    [Theory]
    [InlineData("#if A|[B]|#endif|void F()|#if A| => 1|#endif|;", ".....|[B]|......|void F()|.....| => 1|......|;")]
    [InlineData("[assembly: A]|#if A|class C { }|#else|class D { }|#endif", "[assembly: A]|#if A|class C { }|#else|class D { }|#endif")]
    [InlineData("var a = @\"\"\"(\" + $\"{b[\"(\"]}{{\" + \"\"\"(\"\"\" + '(';|#if A|F();|#endif", "var a = @\"\"\"(\" + $\"{b[\"(\"]}{{\" + \"\"\"(\"\"\" + '(';|#if A|F();|#endif")]
    [InlineData("void F() {| G(x => {|#if A| H();|#endif| });|}", "void F() {| G(x => {|#if A| H();|#endif| });|}")]
    [InlineData("F(new C {| A = 1,|#if B| D = 2,|#else| D = 3,|#endif| });", "F(new C {| A = 1,|.....| D = 2,|.....| D = 3,|......| });")]
    [InlineData("#region A|int a|#endregion|;", "#region A|int a|#endregion|;")]
    [InlineData("class C {| string s = $$$$$$$$$$$$$$$$$$\"{\";|}|class D { int F()|#if X| => 1|#endif|; }", "class C {| string s = $$$$$$$$$$$$$$$$$$\"{\";|}|class D { int F()|.....| => 1|......|; }")]
    public void So_they_are_in_CSharp(string source, string expected) => AssertMasked(CodeMask.CSharp, source, expected);

    [Theory]
    [InlineData("- (void)a:(T *)b ATTR(c(1)) {|}|- (int)d ATTR;", "- (void)a:(T *)b .......... {|}|- (int)d ....;")]
    [InlineData("@property (copy) T *a ATTR(b);|#if C|- (void)d;|#endif", "@property (copy) T *a .......;|#if C|- (void)d;|#endif")]
    [InlineData("- (void)a { [self b:(T *)c CAPS]; }", "- (void)a { [self b:(T *)c CAPS]; }")]
    public void So_they_are_in_ObjectiveC(string source, string expected) => AssertMasked(CodeMask.ObjC, source, expected);

    [Theory]
    [InlineData("ifdef A|\tB = 1|\t\tC := 2|endif", "ifdef A|.B = 1|..C := 2|endif")]
    [InlineData("a: b|\tcc|ifdef D|\tE=1|endif||# f|\tg", "a: b|\tcc|ifdef D|\tE=1|endif||# f|\tg")]
    [InlineData("a: b|\tcc|D = 1|\tE ?= 2|a:: b|\tcc", "a: b|\tcc|D = 1|.E ?= 2|a:: b|\tcc")]
    [InlineData("A := $(b:c=d) \\|\te|\tF = 1", "A := $(b:c=d) \\|\te|.F = 1")]
    [InlineData("define A|\tb|endef|\tC = 1", "define A|\tb|endef|.C = 1")]
    [InlineData("a: B = 1|\tC", "a: B = 1|\tC")]
    public void Tabs_before_what_is_no_recipe_are_blank_in_Make(string source, string expected) => AssertMasked(CodeMask.Make, source, expected);

    [Theory]
    [InlineData("AS $$|DECLARE| a INT := 1; -- it's|BEGIN|END;|$$ LANGUAGE plpgsql", "AS '.......................-- it.s............'. LANGUAGE plpgsql")]
    [InlineData("AS $a$ BEGIN IF x THEN y(); END IF; END $a$;", "AS '....................................'..;")]
    [InlineData("AS $$ SELECT 1; $$; AS $b$ BEGIN RETURN 1; END $b$", "AS $$ SELECT 1; $$; AS $b$ BEGIN RETURN 1; END $b$")]
    [InlineData("AS $$ DECLARE", "AS $$ DECLARE")]
    public void Bodies_in_another_language_are_a_string_in_SQL(string source, string expected) => AssertMasked(CodeMask.Sql, source, expected);

    [Fact]
    public void A_long_branch_is_never_lost()
    {
        var source = Encoding.UTF8.GetBytes($"int a =\n#if A\n1\n#else\n{new string('2', 3000)}\n#endif\n;\n");
        var text = new MaskedText();
        Assert.True(text.Apply(CodeMask.C, source) == source.AsSpan());
        Assert.Empty(text.Ranges);
    }

    [Fact]
    public void What_ends_anywhere_ends_the_mask()
    {
        var source = "#if A\nint f(R\"x(\"\\\n, '\\', \"a\nAPI(int) X(\n#else\n/* b */ { \"c\" } GEN(\n#endif\n class API C : D<int> { int e ATTR; }; $@\"f\" \"\"\"g\"\"\""u8;
        var text = new MaskedText();
        for (var length = 0; length <= source.Length; length++)
        {
            Assert.Equal(length, text.Apply(CodeMask.C, source[..length]).Length);
            Assert.Equal(length, text.Apply(CodeMask.CSharp, source[..length]).Length);
            Assert.Equal(length, text.Apply(CodeMask.ObjC, source[..length]).Length);
            Assert.Equal(length, text.Apply(CodeMask.Make, source[..length]).Length);
            Assert.Equal(length, text.Apply(CodeMask.Sql, source[..length]).Length);
        }
    }

    [Theory]
    [InlineData("$\"{")]
    [InlineData("@")]
    [InlineData("'\\")]
    [InlineData("\"\"\"\"x")]
    [InlineData("R\"(")]
    [InlineData("API f(")]
    [InlineData("API(API ")]
    [InlineData("int f() API(")]
    [InlineData("API x * ")]
    [InlineData("\n#if A\n(")]
    [InlineData("{\n#if A\n#else\n")]
    [InlineData("\n#define /*")]
    [InlineData("\n\t(\\")]
    [InlineData("$a$ $b$ ")]
    [InlineData("$$ DECLARE -- '\n")]
    public void Hostile_texts_are_read_once(string piece)
    {
        var source = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 300_000)));
        foreach (var mask in new[] { CodeMask.C, CodeMask.CSharp, CodeMask.ObjC, CodeMask.Make, CodeMask.Sql })
        {
            Assert.Equal(source.Length, new MaskedText().Apply(mask, source).Length);
        }
    }

    private static void AssertMasked(CodeMask mask, string source, string expected)
    {
        var content = Encoding.UTF8.GetBytes(source.Replace('|', '\n'));
        var text = new MaskedText();
        var shown = text.Apply(mask, content).ToArray();
        foreach (var (start, end) in text.Ranges)
        {
            Assert.All(shown[start..end], b => Assert.Contains(b, " \nconst'"u8.ToArray()));
            shown.AsSpan(start..end).Replace((byte)' ', (byte)'.');
            shown.AsSpan(start..end).Replace((byte)'\n', (byte)'.');
        }

        var lines = Encoding.UTF8.GetString(shown).Replace('\n', '|');
        Assert.Equal(expected, lines);
    }
}
