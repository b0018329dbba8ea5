using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Extraction;

public sealed class CppTextTests
{
    [Theory]
    [InlineData("\nnamespace a {\nint f();\n}\n")]
    [InlineData("\nnamespace a::b {\n}\n")]
    [InlineData("\nnamespace\n{\n}\n")]
    [InlineData("\ntemplate <typename T>\nT f(T t);\n")]
    [InlineData("\n#if defined(X)\nclass A : public B {\n};\n#endif\n")]
    [InlineData("\r\nclass A final\r\n{\r\n};\r\n")]
    [InlineData("\n#ifdef __cplusplus\nextern \"C\" {\n#endif\nint f();\n#ifdef __cplusplus\n}\n#endif\nclass A {};\n")]
    public void Is_told_by_a_declaration_that_C_has_not(string text) => Assert.True(CppText.Is(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("\nint f(void);\n")]
    [InlineData("\nclass x;\nint namespace = 1;\n")]
    [InlineData("\n  class indented {\n")]
    [InlineData("\n/*\nnamespace a {\ntemplate <int>\nclass A {\n*/\n")]
    [InlineData("\nchar *s = \"\\\nclass A {\";\n")]
    [InlineData("\n#define X \\\nclass A { \\\n}\n")]
    [InlineData("\n#ifdef __cplusplus\n#if 1\nnamespace a {\n#endif\ntemplate <typename T> T f();\n#else\nint g();\n#endif\n")]
    [InlineData("\n#if defined(A) && defined(__cplusplus)\nclass A {\n};\n#endif\n")]
    public void Is_not_told_by_less(string text) => Assert.False(CppText.Is(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_header_that_is_plainly_cpp_is_read_as_such_and_stays_what_its_key_says()
    {
        var (c, cpp) = (LanguageSet.Default.ById("c")!, LanguageSet.Default.ById("cpp")!); // From the data.
        var content = "#pragma once\nnamespace a {\nclass B {\n public:\n  int f() const { return g(); }\n};\n}\n"u8;
        var oid = Oid.OfBlob(content, ObjectFormat.Sha1);
        using var extractor = new Extractor();
        var (asC, asCpp) = (extractor.Extract(oid, c, content), extractor.Extract(oid, cpp, content));
        Assert.Equal(("c", 3, SkipReason.None, false), (asC.LanguageId, asC.SymbolCount, asC.Skip, asC.HasParseErrors));
        Assert.Equal(asCpp.Message.ToArray(), asC.Message.ToArray());
        Assert.Equal(asCpp.Groups.Select(g => g.ToArray()), asC.Groups.Select(g => g.ToArray()));
    }
}
