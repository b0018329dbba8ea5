using System.Text.Json;
using Revdex.Cli.Clients;

namespace Revdex.Tests.Clients;

public sealed class JsonServersTests
{
    private static readonly ServerCommand Server = new("revdex", ["serve"]);

    private static readonly JsonServers Servers = new("mcp.json", "servers", "revdex", [ServerField.Command, ServerField.Arguments]);

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Where there is nothing between braces, one line; else the layout of what is there.</summary>
    [Theory]
    [InlineData("{}", """{"servers": { "revdex": {"command": "revdex", "args": ["serve"]} }}""")]
    [InlineData("{ }", """{"servers": { "revdex": {"command": "revdex", "args": ["serve"]} } }""")]
    [InlineData("{\n}\n", "{\n  \"servers\": { \"revdex\": {\"command\": \"revdex\", \"args\": [\"serve\"]} }\n}\n")]
    [InlineData("""{"servers":{}}""", """{"servers":{"revdex": {"command": "revdex", "args": ["serve"]}}}""")]
    [InlineData("""{"a":1}""", """{"a":1, "servers": { "revdex": {"command": "revdex", "args": ["serve"]} }}""")]
    [InlineData("{\n  \"servers\": {\n  }\n}", "{\n  \"servers\": {\n    \"revdex\": {\"command\": \"revdex\", \"args\": [\"serve\"]}\n  }\n}")]
    [InlineData("{\n\t\"a\": 1 // one\n}", "{\n\t\"a\": 1, // one\n\t\"servers\": {\n\t\t\"revdex\": {\n\t\t\t\"command\": \"revdex\",\n\t\t\t\"args\": [\"serve\"]\n\t\t}\n\t}\n}")]
    [InlineData("{\n  \"servers\": { \"b\": {} /* b */, },\n}", "{\n  \"servers\": { \"b\": {} /* b */, \"revdex\": {\"command\": \"revdex\", \"args\": [\"serve\"]}, },\n}")]
    [InlineData("// none yet", "// none yet\n{\n  \"servers\": {\n    \"revdex\": {\n      \"command\": \"revdex\",\n      \"args\": [\"serve\"]\n    }\n  }\n}")]
    public void Looks_like_what_is_there(string text, string expected)
    {
        var installed = Servers.Install(text, Server);
        Assert.Equal(expected, installed);
        Assert.Equal(text, Servers.Uninstall(installed)!.TrimEnd('\n') + (text.EndsWith('\n') ? "\n" : ""));
    }

    [Fact]
    public void What_somebody_added_to_the_entry_stays_when_it_is_installed_again()
    {
        const string Text = "{ \"servers\": { \"revdex\": { \"command\": \"/old/revdex\", /* mine */ \"env\": { \"REVDEX_CACHE\": \"/c\" } } } }";
        Assert.Equal(
            "{ \"servers\": { \"revdex\": { \"command\": \"revdex\", /* mine */ \"env\": { \"REVDEX_CACHE\": \"/c\" }, \"args\": [\"serve\"] } } }",
            Servers.Install(Text, Server));
    }

    [Fact]
    public void A_value_of_another_kind_is_replaced()
    {
        const string Text = "{\"servers\": {\"revdex\": {\"command\" /* c */ : {\"a\" /* d */ : 1}, \"args\": null}}}";
        Assert.Equal("{\"servers\": {\"revdex\": {\"command\" /* c */ : \"revdex\", \"args\": [\"serve\"]}}}", Servers.Install(Text, Server));
    }

    [Fact]
    public void Another_layout_of_the_same_entry_is_left_alone()
    {
        const string Text = "{\"servers\": {\"revdex\": {\"args\": [ \"serve\", ], \"command\": \"\\u0072evdex\"}}}";
        Assert.Equal(Text, Servers.Install(Text, Server));
    }

    [Fact]
    public void Uninstall_leaves_the_others_and_their_comments()
    {
        const string Text = "{\n  \"servers\": {\n    // first\n    \"revdex\": {\n      \"command\": \"x\"\n    },\n    // second\n    \"b\": {}\n  }\n}\n";
        Assert.Equal("{\n  \"servers\": {\n    // first\n    // second\n    \"b\": {}\n  }\n}\n", Servers.Uninstall(Text));
    }

    [Fact]
    public void A_section_that_was_empty_before_stays_an_empty_section()
    {
        const string Text = "{\n  \"servers\": {},\n  \"a\": 1\n}\n";
        Assert.Equal(Text, Servers.Uninstall(Servers.Install(Text, Server)));
    }

    [Theory]
    [InlineData("{ \"a\": 1 \"b\": 2 }", "'mcp.json' is not valid JSON: ',' or '}' is needed (line 1); nothing was written")]
    [InlineData("{\n  \"a\": [1, 2\n}", "'mcp.json' is not valid JSON: ',' or ']' is needed (line 3); nothing was written")]
    [InlineData("{ \"a\": tru }", "'mcp.json' is not valid JSON: a value is needed (line 1); nothing was written")]
    [InlineData("{ \"a\": 01 }", "'mcp.json' is not valid JSON: a value is needed (line 1); nothing was written")]
    [InlineData("{ \"a\": \"b\nc\" }", "'mcp.json' is not valid JSON: a string is needed (line 1); nothing was written")]
    [InlineData("{ a: 1 }", "'mcp.json' is not valid JSON: a string is needed (line 1); nothing was written")]
    [InlineData("{ \"a\": 1, , }", "'mcp.json' is not valid JSON: a string is needed (line 1); nothing was written")]
    [InlineData("{ \"a\": ", "'mcp.json' is not valid JSON: it ends too early (line 1); nothing was written")]
    [InlineData("{} {}", "'mcp.json' is not valid JSON: something follows the end (line 1); nothing was written")]
    [InlineData("{ /* }", "'mcp.json' is not valid JSON: a comment has no end (line 1); nothing was written")]
    [InlineData("[]", "'mcp.json' is not valid JSON: an object is needed (line 1); nothing was written")]
    [InlineData("{ \"servers\": [] }", "'mcp.json' has something in 'servers' that is no object: nothing was written")]
    [InlineData("{ \"servers\": { \"revdex\": 1 } }", "'mcp.json' has something in 'revdex' that is no object: nothing was written")]
    [InlineData("{ \"servers\": {}, \"servers\": {} }", "'mcp.json' has 'servers' twice: keep one of them; nothing was written")]
    public void What_a_client_could_not_read_is_refused(string text, string message)
    {
        var refusal = Assert.Throws<RevdexException>(() => Servers.Install(text, Server));
        Assert.Equal(message, refusal.Message);
        Assert.Equal(ExitCode.Environment, refusal.ExitCode);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_not_followed()
    {
        var deep = $"{{\"a\":{new string('[', 100_000)}{new string(']', 100_000)}}}";
        Assert.Contains("nested more than 200 deep", Assert.Throws<RevdexException>(() => Servers.Install(deep, Server)).Message, StringComparison.Ordinal);
    }

    /// <summary>The property that all rests on: whatever the layout, installing adds one entry and nothing else, and uninstalling gives every byte back.</summary>
    [Fact]
    public void Random_files_come_back_byte_for_byte()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var text = new RandomJson(seed).File("servers");
            var installed = Servers.Install(text, Server);
            AssertOnlyAdded(text, installed);
            Assert.Equal(installed, Servers.Install(installed, Server));
            Assert.Equal(text, Servers.Uninstall(installed));
        }
    }

    /// <summary>The old text with something put in, and the old document with one entry more.</summary>
    private static void AssertOnlyAdded(string text, string installed)
    {
        Assert.True(IsWithin(text, installed), $"{text} → {installed}");
        using var after = JsonDocument.Parse(installed.TrimStart('\uFEFF'), Lenient);
        Assert.Equal("""{"command":"revdex","args":["serve"]}""", JsonSerializer.Serialize(after.RootElement.GetProperty("servers").GetProperty("revdex")));
        if (text.AsSpan().Trim("\uFEFF \t\r\n").IsEmpty)
        {
            return;
        }

        using var before = JsonDocument.Parse(text.TrimStart('\uFEFF'), Lenient);
        var changed = after.RootElement.EnumerateObject().Where(p => p.Name != "servers").ToList();
        Assert.Equal(before.RootElement.EnumerateObject().Where(p => p.Name != "servers").Select(p => (p.Name, p.Value.GetRawText())), changed.Select(p => (p.Name, p.Value.GetRawText())));
        var others = before.RootElement.TryGetProperty("servers", out var servers) ? servers.EnumerateObject().Select(p => (p.Name, p.Value.GetRawText())).ToList() : [];
        Assert.Equal(others, after.RootElement.GetProperty("servers").EnumerateObject().Where(p => p.Name != "revdex").Select(p => (p.Name, p.Value.GetRawText())));
    }

    private static bool IsWithin(string part, string whole)
    {
        var at = 0;
        foreach (var c in whole)
        {
            at += at < part.Length && part[at] == c ? 1 : 0;
        }

        return at == part.Length;
    }
}
