using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Client;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Npm;

namespace Revdex.Tests.Mcp;

/// <summary><c>revdex serve --http</c>, asked by two clients that others wrote and by requests that no client should send.</summary>
public sealed class HttpServerTests : IAsyncLifetime
{
    private const string FindCall = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find","arguments":{"name":"Parser"}}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SampleRepository _sample = new();
    private readonly HttpClient _http = new() { Timeout = Patience };
    private Process _server = null!; // Started before each test.
    private Uri _address = null!; // As the server printed it.
    private string _token = "";

    public async Task InitializeAsync()
    {
        var (exitCode, _, errors) = await RevdexProcess.RunAsync(_sample.Root, "index");
        Assert.True(exitCode == 0, errors);
        var start = RevdexProcess.StartInfo(_sample.Root, "serve", "--http", "0");
        _server = Process.Start(start)!;
        _server.ErrorDataReceived += static (_, _) => { };
        _server.BeginErrorReadLine();
        _address = new Uri((await _server.StandardOutput.ReadLineAsync().WaitAsync(Patience))!);
        _token = (await File.ReadAllTextAsync(TokenPath)).Trim();
    }

    public Task DisposeAsync()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
        _http.Dispose();
        _sample.Dispose();
        return Task.CompletedTask;
    }

    private string TokenPath => Path.Combine(_sample.Root, ".git", "revdex", "http-token");

    [Fact]
    public async Task Several_clients_share_one_server()
    {
        await using var first = await ConnectAsync();
        await using var second = await ConnectAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? first : second).CallToolAsync("find", new Dictionary<string, object?> { ["name"] = "Parser" }).AsTask()));
        Assert.All(answers, answer => Assert.Equal("src/Parser.cs", answer.StructuredContent!.Value.GetProperty("results")[0].GetProperty("path").GetString()));
    }

    [Fact]
    public async Task The_official_sdk_calls_and_hears_how_far_it_is()
    {
        var commit = ManyFiles.CommitAside(_sample.Git);
        var call = $$"""{"name": "sql", "arguments": {"query": "select count(*) as n from symbols where name = 'name7'", "rev": "{{commit}}"}, "progress": true""";
        var output = await new NpmFixture().RunScriptAsync("mcp-client.mjs", $$"""[{{call}}, "takeBack": true}, {{call}}}]""", _address.ToString(), _token);
        var results = JsonElement.Parse(output).GetProperty("results");
        Assert.Contains("AbortError", results[0].GetProperty("failure").GetString(), StringComparison.Ordinal);
        Assert.Equal(ManyFiles.Count, results[1].GetProperty("structuredContent").GetProperty("results")[0].GetProperty("n").GetInt32());
        Assert.NotEmpty(results[1].GetProperty("told").EnumerateArray());
    }

    [Fact]
    public async Task A_call_without_a_session_is_answered()
    {
        using var answer = await SendAsync(Post(FindCall));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("src/Parser.cs", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Mcp-Session-Id"));
    }

    [Fact]
    public async Task A_session_that_was_ended_is_not_known()
    {
        var initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
        using var opened = await SendAsync(Post(initialize));
        var id = Assert.Single(opened.Headers.GetValues("Mcp-Session-Id"));
        foreach (var expected in (HttpStatusCode[])[HttpStatusCode.NoContent, HttpStatusCode.NotFound])
        {
            using var ended = await SendAsync(With(new HttpRequestMessage(HttpMethod.Delete, _address), "Mcp-Session-Id", id));
            Assert.Equal(expected, ended.StatusCode);
        }

        using var late = await SendAsync(With(Post(FindCall), "Mcp-Session-Id", id));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Contains("-32001", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_is_told_why_and_nothing_else()
    {
        await RefusedAsync(HttpStatusCode.Unauthorized, "Bearer", Post(FindCall), token: null);
        await RefusedAsync(HttpStatusCode.Unauthorized, "Bearer", Post(FindCall), token: _token[..^1] + (_token[^1] == 'A' ? 'B' : 'A'));
        await RefusedAsync(HttpStatusCode.Forbidden, "web pages", With(Post(FindCall), "Origin", "https://example.org"));
        await RefusedAsync(HttpStatusCode.Forbidden, "web pages", With(Post(FindCall), "Origin", "http://127.0.0.1.example.org"));
        await RefusedAsync(HttpStatusCode.Forbidden, "web pages", With(Post(FindCall), "Origin", "null"));
        await RefusedAsync(HttpStatusCode.NotFound, "/mcp", Post(FindCall, new Uri(_address, "/other")));
        await RefusedAsync(HttpStatusCode.MethodNotAllowed, "POST", new HttpRequestMessage(HttpMethod.Get, _address));
        await RefusedAsync(HttpStatusCode.BadRequest, "JSON-RPC", Post("{"));
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "bytes", Post(new string(' ', 5_000_000)));
        await RefusedAsync(HttpStatusCode.UnsupportedMediaType, "application/json", new HttpRequestMessage(HttpMethod.Post, _address) { Content = new StringContent(FindCall, Encoding.UTF8, "text/plain") });
        using var own = await SendAsync(With(Post(FindCall), "Origin", _address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    /// <summary>A name that a web page's owner makes point to this machine.</summary>
    [Fact]
    public async Task Other_host_names_are_not_answered()
    {
        using var request = Post(FindCall);
        request.Headers.Host = $"example.org:{_address.Port}";
        using var answer = await SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
    }

    [Fact]
    public void The_token_is_its_owners_and_stays()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(TokenPath));
        }

        Assert.Equal(_token, File.ReadAllText(TokenPath).Trim());
        Assert.True(_token.Length >= 40);
    }

    [Fact]
    public async Task A_taken_port_is_said()
    {
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(_sample.Root, "serve", "--http", _address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((3, ""), (exitCode, output));
        Assert.Contains($"port {_address.Port} cannot be listened on", errors, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(HttpStatusCode expected, string words, HttpRequestMessage request, string? token = "")
    {
        using var answer = await SendAsync(request, token);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains(words, JsonElement.Parse(body).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Parser.cs", body, StringComparison.Ordinal);
    }

    private Task<McpClient> ConnectAsync() => McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = _address,
        TransportMode = HttpTransportMode.StreamableHttp,
        AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {_token}" },
    }));

    private HttpRequestMessage Post(string body, Uri? to = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, to ?? _address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Add(name, value);
        return request;
    }

    /// <param name="token">Empty: the right one.</param>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token = "")
    {
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token.Length == 0 ? _token : token);
        return await _http.SendAsync(request);
    }
}
