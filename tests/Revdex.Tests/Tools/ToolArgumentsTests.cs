using System.Text.Json;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public sealed class ToolArgumentsTests
{
    private static readonly ToolDefinition Find = ToolSet.Named("find");

    [Theory]
    [InlineData("""{"name": "x", "limt": 3}""", "'find' has no argument 'limt' (did you mean 'limit'?)")]
    [InlineData("""{"name": "x", "zzzzzzzz": 3}""", "'find' has no argument 'zzzzzzzz' (it takes name, match, kind, exported, uses, language, path, rev, limit, cursor, max_tokens)")]
    [InlineData("""{}""", "'find' needs the argument 'name'")]
    [InlineData("""{"name": ""}""", "'find' needs the argument 'name'")]
    [InlineData("""{"name": 7}""", "'name' must be text, not 7")]
    [InlineData("""{"name": "x", "limit": "many"}""", "'limit' must be a whole number, not \"many\"")]
    [InlineData("""{"name": "x", "limit": 0}""", "'limit' must be from 1 to 1000, not 0")]
    [InlineData("""{"name": "x", "limit": 1001}""", "'limit' must be from 1 to 1000, not 1001")]
    [InlineData("""{"name": "x", "limit": 1.5}""", "'limit' must be a whole number, not 1.5")]
    [InlineData("""{"name": "x", "match": "exat"}""", "'match' cannot be 'exat' (did you mean 'exact'?)")]
    [InlineData("""{"name": "x", "kind": "class,metod"}""", "'kind' cannot be 'metod' (did you mean 'method'?)")]
    public void Names_what_is_wrong_and_what_is_right(string json, string message)
    {
        var e = Assert.Throws<RevdexException>(() => Parse(Find, json));
        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, e.ExitCode);
    }

    [Fact]
    public void Takes_what_is_right()
    {
        var arguments = Parse(Find, """{"name": "x", "limit": 5.0, "kind": "class, method", "path": null}""");
        Assert.Equal(5, arguments.Integer("limit"));
        Assert.Equal(["class", "method"], arguments.Words("kind"));
        Assert.Null(arguments.Text("path"));
        Assert.Equal(100, Parse(Find, """{"name": "x"}""").Integer("limit"));
    }

    [Fact]
    public void Refuses_a_text_too_long_to_be_meant()
    {
        var e = Assert.Throws<RevdexException>(() => ToolArguments.FromTexts(Find, [new("name", new string('x', ToolArgument.TextMaxChars + 1))]));
        Assert.Contains("longer than", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_tool_names_the_nearest()
    {
        var e = Assert.Throws<RevdexException>(() => ToolSet.Named("refrences"));
        Assert.Equal("there is no tool 'refrences' (did you mean 'references'?)", e.Message);
    }

    internal static ToolArguments Parse(ToolDefinition tool, string json) =>
        ToolArguments.FromJson(tool, JsonElement.Parse(json).EnumerateObject().ToDictionary(p => p.Name, p => p.Value));
}
