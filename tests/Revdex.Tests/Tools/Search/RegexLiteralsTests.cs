using System.Text;
using Revdex.Query.Tools.Search;

namespace Revdex.Tests.Tools.Search;

public sealed class RegexLiteralsTests
{
    [Theory]
    [InlineData("parse", "parse")]
    [InlineData("class Parser", "Parser class")]
    [InlineData("""foo\(bar""", "bar foo")]
    [InlineData("ab+cd", "ab cd")]
    [InlineData("abc?d", "ab")]
    [InlineData("abc*", "ab")]
    [InlineData("ab{0,2}cd", "cd")]
    [InlineData("ab{2}cd", "ab cd")]
    [InlineData("x{y}abc", "abc")]
    [InlineData("get[A-Z]name", "get name")]
    [InlineData("get[^]x]name", "get name")]
    [InlineData("[a-z-[aeiou]]xyz", "xyz")]
    [InlineData("one|two", "one | two")]
    [InlineData("(?:one|two)three", "three")]
    [InlineData("(one)(two)?three", "one three")]
    [InlineData("(?<name>one)two", "one two")]
    [InlineData("""\bword\b""", "word")]
    [InlineData("""\d+abc\w*""", "abc")]
    [InlineData("""\x41bc\u0041de\p{Lu}fg""", "bc de fg")]
    [InlineData("Größe", "Gr")]
    [InlineData("(?i)class", "cla")]
    [InlineData("(?i:task)name", "name")]
    public void Parts_that_must_be_there_are_found(string pattern, string expected) =>
        Assert.Equal(expected, string.Join(" | ", RegexLiterals.Of(pattern)!.Select(parts => string.Join(' ', parts.Select(Encoding.ASCII.GetString).Order(StringComparer.Ordinal)))));

    [Theory]
    [InlineData("")]
    [InlineData(".*")]
    [InlineData("a")]
    [InlineData("one|")]
    [InlineData("(one)?")]
    [InlineData("(one|two){0}")]
    [InlineData("one|.")]
    [InlineData("(?x) a b c def # word")]
    [InlineData("[abc]+")]
    public void What_demands_nothing_says_so(string pattern) => Assert.Null(RegexLiterals.Of(pattern));

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("\\")]
    [InlineData("a{")]
    [InlineData("(?")]
    [InlineData("(?<")]
    [InlineData("\\p{")]
    [InlineData("[\\")]
    [InlineData("\\x")]
    [InlineData("[a-[")]
    [InlineData(")abc")]
    public void Half_a_pattern_ends(string pattern) => _ = RegexLiterals.Of(pattern);
}
