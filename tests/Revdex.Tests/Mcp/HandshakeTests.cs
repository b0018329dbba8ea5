using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using Revdex.Cli.Mcp;
using Revdex.Query;

namespace Revdex.Tests.Mcp;

/// <summary>What every client says at first is answered beside the library: in its words, and without the library missing any of it.</summary>
public sealed class HandshakeTests : IAsyncLifetime
{
    private const string Client = """ "capabilities":{"roots":{}},"clientInfo":{"name":"t","version":"1"} """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Pipe _input = new();
    private readonly Pipe _output = new();
    private readonly StreamReader _answers;
    private readonly StreamWriter _questions;
    private readonly Task _serving;

    public HandshakeTests()
    {
        _answers = new StreamReader(_output.Reader.AsStream());
        _questions = new StreamWriter(_input.Writer.AsStream()) { AutoFlush = true, NewLine = "\n" };
        _serving = ToolServer.RunAsync(_input.Reader.AsStream(), _output.Writer.AsStream(), new TaskCompletionSource<Reader>().Task, CancellationToken.None);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _questions.DisposeAsync();
        await _serving.WaitAsync(Patience);
        _answers.Dispose();
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task The_introduction_is_the_librarys(string version)
    {
        var quick = await AskAsync("initialize", $$"""{"protocolVersion":"{{version}}",{{Client}}}""");
        var library = await AskAsync("initialize", $$"""{"protocolVersion":"{{version}}",{{Client}},"x":1}"""); // What it does not know it leaves to the library.
        Assert.Equal(version, quick["protocolVersion"]?.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(library, quick), $"{library}\n{quick}");
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("tools/list")]
    [InlineData("prompts/list")]
    [InlineData("resources/list")]
    [InlineData("resources/templates/list")]
    public async Task Lists_are_the_librarys(string method)
    {
        await IntroduceAsync();
        var quick = await AskAsync(method, "{}");
        Assert.True(JsonNode.DeepEquals(quick, await AskAsync(method, null)));
        var library = await AskAsync(method, """{"cursor":null}""");
        Assert.True(JsonNode.DeepEquals(library, quick), $"{library}\n{quick}");
    }

    /// <summary>It was told the introduction, and its answer to that is not told twice.</summary>
    [Fact]
    public async Task The_library_goes_on_where_it_is_needed()
    {
        await IntroduceAsync();
        var completed = await AskAsync("completion/complete", """{"ref":{"type":"ref/prompt","name":"none"},"argument":{"name":"x","value":""}}""");
        Assert.NotNull(completed["completion"]);
        Assert.Equal("{}", (await AskAsync("ping", null)).ToJsonString());
    }

    [Fact]
    public async Task A_version_that_is_not_known_is_the_librarys_business()
    {
        var answer = await AskAsync("initialize", $$"""{"protocolVersion":"1999-01-01",{{Client}}}""");
        Assert.Equal("2025-11-25", answer["protocolVersion"]?.GetValue<string>());
    }

    private async Task IntroduceAsync()
    {
        await AskAsync("initialize", $$"""{"protocolVersion":"2025-06-18",{{Client}}}""");
        await _questions.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
    }

    /// <summary>The result of the next line, which answers this question.</summary>
    private async Task<JsonNode> AskAsync(string method, string? parameters)
    {
        var id = Guid.NewGuid().ToString();
        await _questions.WriteLineAsync($$"""{"jsonrpc":"2.0","id":"{{id}}","method":"{{method}}"{{(parameters is null ? "" : $",\"params\":{parameters}")}}}""");
        var line = await _answers.ReadLineAsync().WaitAsync(Patience);
        var answer = JsonNode.Parse(line!)!;
        Assert.True(answer["id"]?.GetValue<string>() == id && answer["result"] is not null, line);
        return answer["result"]!;
    }
}
