using System.Text;
using Revdex.Cli.Mcp;

namespace Revdex.Tests.Mcp;

public sealed class ClientLineTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"find","arguments":{"name":"x"}}}""", "7", "find", """{"name":"x"}""")]
    [InlineData("""{"params":{"arguments":{"a":[1,{"id":2}]},"name":"f\u0069nd"},"method":"tools/call","id":"a\"b","jsonrpc":"2.0"}""", "\"a\\\"b\"", "find", """{"a":[1,{"id":2}]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"status"}}""", "1", "status", null)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"status","_meta":{"x":{"name":"y"}}}}""", "1", "status", null)]
    public void Plain_calls_are_taken(string line, string id, string tool, string? arguments)
    {
        var parsed = Parse(line);
        Assert.NotNull(parsed);
        Assert.Equal((ClientMethod.Call, id, tool, arguments), (parsed.Method, parsed.Id, parsed.Tool, parsed.Arguments?.GetRawText()));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("\"a\\\"b\"")]
    public void Who_wants_to_hear_how_far_it_is_gives_a_token(string token) =>
        Assert.Equal(token, Parse($$$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"status","_meta":{"progressToken":{{{{token}}}},"x":1}}}""")?.ProgressToken);

    [Fact]
    public void A_call_that_is_taken_back_is_known_by_its_id()
    {
        var parsed = Parse("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"q1","reason":"no more"}}""");
        Assert.NotNull(parsed);
        Assert.Equal((ClientMethod.TakeBack, "\"q1\""), (parsed.Method, parsed.Id));
    }

    [Theory]
    [InlineData("ping", "", ClientMethod.Ping)]
    [InlineData("tools/list", ""","params":{}""", ClientMethod.ListTools)]
    [InlineData("prompts/list", ""","params":{"_meta":{"progressToken":1}}""", ClientMethod.ListPrompts)]
    [InlineData("resources/list", "", ClientMethod.ListResources)]
    [InlineData("resources/templates/list", "", ClientMethod.ListResourceTemplates)]
    [InlineData("initialize", ""","params":{"protocolVersion":"v","capabilities":{"a":{"name":1}},"clientInfo":{"name":"c"}}""", ClientMethod.Initialize)]
    public void What_every_client_says_is_taken(string method, string parameters, object expected) =>
        Assert.Equal(expected, Parse($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"{{parameters}}}""")?.Method);

    /// <summary>Other methods, other members, other revisions of the protocol, and whatever is wrong.</summary>
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"name":"x"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"requestId":2}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"protocolVersion":"2025-06-18"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"notifications/initialized"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"x","params":{"name":"tools/call"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"tools/call","params":{"name":"find"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"tools/call","params":{"name":"find"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","params":{"name":"find"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":["find"]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":3}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"arguments":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find","arguments":[1]}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find","task":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find","_meta":{"\u0069o.modelcontextprotocol/x":1}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find"},"extra":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find","_meta":{"progressToken":{"a":1}}}}""")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find"}}]""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find"}}{}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find" """)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"notifications/cancelled","params":{"requestId":1}}""")]
    public void Everything_else_is_for_the_library(string line) => Assert.Null(Parse(line));

    private static ClientLine? Parse(string line) => ClientLine.TryParse(Encoding.UTF8.GetBytes(line + "\n"));
}
