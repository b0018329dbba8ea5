using System.Diagnostics;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Revdex.Query.Tools;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Mcp;

/// <summary>The real server process, asked through its standard input and output.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly SampleRepository _sample = new();

    [Fact]
    public async Task Lists_calls_and_refuses()
    {
        await using var client = await ConnectAsync();
        var tools = await client.ListToolsAsync();
        Assert.Equal(ToolSet.All.Select(t => t.Name), tools.Select(t => t.Name));

        Assert.Equal("src/Parser.cs", (await FindAsync(client, "Parser")).GetProperty("results")[0].GetProperty("path").GetString());

        var wrong = await client.CallToolAsync("find", new Dictionary<string, object?> { ["name"] = "x", ["limit"] = 0 });
        Assert.True(wrong.IsError);
        Assert.Equal("'limit' must be from 1 to 1000, not 0", Assert.IsType<TextContentBlock>(Assert.Single(wrong.Content)).Text);

        var unknown = await client.CallToolAsync("fnd", new Dictionary<string, object?>());
        Assert.Equal("there is no tool 'fnd' (did you mean 'find'?)", Assert.IsType<TextContentBlock>(Assert.Single(unknown.Content)).Text);
    }

    [Fact]
    public async Task What_was_saved_before_a_question_is_in_its_answer()
    {
        await using var client = await ConnectAsync();
        for (var round = 0; round < 5; round++)
        {
            _sample.Git.Write("src/Edited.cs", $"class Edited{round} {{}}\n");
            Assert.Equal(1, (await FindAsync(client, $"Edited{round}")).GetProperty("total").GetInt32());
            Assert.Equal(0, (await FindAsync(client, $"Edited{round - 1}")).GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task Many_questions_at_once_are_all_answered()
    {
        await using var client = await ConnectAsync();
        var calls = Enumerable.Range(0, 50).Select(i => client.CallToolAsync("find", new Dictionary<string, object?> { ["name"] = i % 2 == 0 ? "Parser" : "Parse" }).AsTask());
        Assert.All(await Task.WhenAll(calls), result => Assert.NotEqual(true, result.IsError));
    }

    /// <summary>And when it is taken back it ends: what would take minutes does not keep the server from ending.</summary>
    [Fact]
    public async Task A_long_call_holds_nobody_up()
    {
        await using var client = await ConnectAsync();
        using var stop = new CancellationTokenSource();
        var endless = client.CallToolAsync("sql", new Dictionary<string, object?> { ["query"] = "select count(*) from range(1000000) a, range(1000000) b" }, cancellationToken: stop.Token).AsTask();
        Assert.Equal(1, (await FindAsync(client, "Parser")).GetProperty("total").GetInt32());
        Assert.False(endless.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
    }

    [Fact]
    public async Task Ends_with_its_input_and_writes_only_the_protocol()
    {
        using var process = Process.Start(RevdexProcess.StartInfo(_sample.Root, "serve"))!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteLineAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        var initialized = JsonElement.Parse((await process.StandardOutput.ReadLineAsync())!);
        Assert.Equal("revdex", initialized.GetProperty("result").GetProperty("serverInfo").GetProperty("name").GetString());
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"find","arguments":{"name":"Parser"}}}""");
        var answer = JsonElement.Parse((await process.StandardOutput.ReadLineAsync())!);
        Assert.Equal(2, answer.GetProperty("id").GetInt32());

        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(timeout.Token);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(timeout.Token));
        Assert.Equal("", await errors);
    }

    /// <summary>What a client shows its user is the answer to a call, not what the server wrote elsewhere.</summary>
    [Fact]
    public async Task Where_there_is_no_repository_each_call_says_so()
    {
        using var folder = new TemporaryFolder();
        using var process = Process.Start(RevdexProcess.StartInfo(folder.Path, "serve"))!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"find","arguments":{"name":"Parser"}}}

            """.ReplaceLineEndings("\n"));
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        JsonElement[] answers = [JsonElement.Parse((await process.StandardOutput.ReadLineAsync(timeout.Token))!), JsonElement.Parse((await process.StandardOutput.ReadLineAsync(timeout.Token))!)];
        Assert.True(answers.Single(a => a.GetProperty("id").GetInt32() == 1).TryGetProperty("result", out _));
        var refused = answers.Single(a => a.GetProperty("id").GetInt32() == 2).GetProperty("result"); // In either order: calls go another way.
        Assert.True(refused.GetProperty("isError").GetBoolean());
        Assert.Contains("is not in a git repository", refused.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        process.StandardInput.Close();
        await process.WaitForExitAsync(timeout.Token);
        Assert.Equal((3, 1), (process.ExitCode, (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    /// <summary>Plain calls are answered beside the library, requests that speak of the protocol by it: the same answers, the quick ones also at the end.</summary>
    [Fact]
    public async Task Both_ways_of_answering_say_the_same()
    {
        using var process = Process.Start(RevdexProcess.StartInfo(_sample.Root, "serve"))!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":"quick","method":"tools/call","params":{"name":"outline","arguments":{"path":"src/Parser.cs"}}}
            {"jsonrpc":"2.0","id":"library","method":"tools/call","params":{"name":"outline","arguments":{"path":"src/Parser.cs"},"task":null}}

            """.ReplaceLineEndings("\n"));
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var lines = new List<JsonElement>();
        while (lines.Count < 3)
        {
            lines.Add(JsonElement.Parse((await process.StandardOutput.ReadLineAsync(timeout.Token))!));
        }

        await process.StandardInput.WriteAsync("""{"jsonrpc":"2.0","id":"last","method":"tools/call","params":{"name":"outline","arguments":{"path":"src/Parser.cs"}}}""" + "\n");
        process.StandardInput.Close();
        Assert.Equal("last", JsonElement.Parse(await process.StandardOutput.ReadToEndAsync(timeout.Token)).GetProperty("id").GetString());
        Assert.Equal("", await errors);
        var answers = lines.Where(l => l.GetProperty("id").ValueKind == JsonValueKind.String).ToDictionary(l => l.GetProperty("id").GetString()!, l => l.GetProperty("result"));
        Assert.Equal(Shape(answers["library"]), Shape(answers["quick"]));
        Assert.Equal(answers["library"].GetProperty("content")[0].GetProperty("text").GetString(), answers["quick"].GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal(
            answers["library"].GetProperty("structuredContent").GetProperty("results").GetRawText(), answers["quick"].GetProperty("structuredContent").GetProperty("results").GetRawText());

        static string Shape(JsonElement result) => string.Join(' ', result.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _sample.Dispose();

    /// <summary>Asks until the answer says that it is complete: on a busy machine the first ones are not.</summary>
    private static async Task<JsonElement> FindAsync(McpClient client, string name)
    {
        while (true)
        {
            var result = await client.CallToolAsync("find", new Dictionary<string, object?> { ["name"] = name, ["match"] = "exact" });
            var answer = result.StructuredContent!.Value;
            if (answer.GetProperty("view").GetProperty("complete").GetBoolean())
            {
                return answer;
            }
        }
    }

    private Task<McpClient> ConnectAsync() => McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions
    {
        Command = "dotnet",
        Arguments = [RevdexProcess.Assembly, "serve"],
        WorkingDirectory = _sample.Root,
    }));
}
