using System.Text;
using System.Text.RegularExpressions;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Tests.Tools;

public sealed class UseShapeTests
{
    private const string Pattern = @"\bs\s*(,[^;=(){}\n]*)?:=|\b(var|const)\s+s\b|\bfunc\s*\([^)]*\bs\b";

    [Theory]
    [InlineData("{ s := 1;", true)]
    [InlineData("{ s, ok := f();", true)]
    [InlineData("{ ok, s := f();", true)]
    [InlineData("{ for _, s := range all {", true)]
    [InlineData("{ var s int;", true)]
    [InlineData("{ const s = 1;", true)]
    [InlineData("{ go func(a int, s string) {", true)]
    [InlineData("{ f(func(a func(int, s string) {", true)]
    [InlineData("{ s.Open(); x.s = 1; vars := 1; f(s, 1); func() { s.Go() }", false)]
    [InlineData("{ s, x = f(); y := 1;", false)]
    [InlineData("{ variables(s); funcs(s); f(a) (s)", false)]
    public void A_name_that_means_something_else_from_there_on_is_told(string body, bool isRedeclared)
    {
        Assert.Equal(isRedeclared, Regex.IsMatch(body, Pattern));
        Assert.Equal(isRedeclared, UseShape.IsRedeclared(Encoding.UTF8.GetBytes(body), "s"u8));
    }

    /// <summary>Against a regular expression, which took milliseconds to make for each use.</summary>
    [Fact]
    public void Random_bodies_are_judged_as_by_the_pattern()
    {
        string[] parts = ["s", "s", "s", " ", " ", ",", ":=", "=", ";", "(", ")", "{", "}", "\n", "var", "const", "func", "x", ".", "as", "_"];
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var body = string.Concat(Enumerable.Range(0, 12).Select(_ => parts[random.Next(parts.Length)]));
            Assert.True(Regex.IsMatch(body, Pattern) == UseShape.IsRedeclared(Encoding.UTF8.GetBytes(body), "s"u8), body);
        }
    }
}
