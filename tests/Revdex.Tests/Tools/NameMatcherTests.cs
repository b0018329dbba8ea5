using System.Text;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public sealed class NameMatcherTests
{
    [Theory]
    [InlineData("Parse", "Parse", NameTier.Exact)]
    [InlineData("parse", "Parse", NameTier.SameIgnoringCase)]
    [InlineData("ParseTree", "parse", NameTier.Prefix)]
    [InlineData("TryParse", "parse", NameTier.Word)]
    [InlineData("try_parse", "parse", NameTier.Word)]
    [InlineData("HTMLTree", "tree", NameTier.Word)]
    [InlineData("reparse", "parse", NameTier.Substring)]
    [InlineData("reparseParse", "parse", NameTier.Word)]
    [InlineData("Pars", "Parse", NameTier.None)]
    [InlineData("größe", "ße", NameTier.Substring)]
    public void Grades(string key, string needle, NameTier tier) =>
        Assert.Equal(tier, NameMatcher.Grade(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(needle)));
}
