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

    [Theory]
    [InlineData("getRequestBody", "gRB", true)]
    [InlineData("GetRequestBody", "gRB", true)]
    [InlineData("TryGetRequestBodyAsync", "gRB", true)]
    [InlineData("get_request_body", "gRB", true)]
    [InlineData("getRequestOfBody", "gRB", false)]
    [InlineData("getRequest", "gRB", false)]
    [InlineData("HTTPServer", "HS", true)]
    [InlineData("DbContextOptions", "DbCO", true)]
    [InlineData("", "AB", false)]
    public void Initials_are_beginnings_of_words_in_a_row(string key, string initials, bool expected) =>
        Assert.Equal(expected, NameMatcher.HasInitials(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(initials)));

    [Theory]
    [InlineData("gRB", true)]
    [InlineData("DbCO", true)]
    [InlineData("IO", true)]
    [InlineData("DbSet", false)]
    [InlineData("Parse", false)]
    [InlineData("grb", false)]
    [InlineData("A.B", false)]
    [InlineData("", false)]
    public void Initials_are_known_by_their_capitals(string text, bool expected) => Assert.Equal(expected, NameMatcher.IsInitials(Encoding.UTF8.GetBytes(text)));
}
