using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Revdex.Tests.EndToEnd;

namespace Revdex.Tests.Mcp;

/// <summary>Resources, prompts and completions of the real server process, asked by the official client.</summary>
public sealed class ServerExtrasTests : IAsyncLifetime
{
    private readonly SampleRepository _sample = new();
    private McpClient _client = null!; // Connected before each test.

    public async Task InitializeAsync()
    {
        _sample.Git.Write("src/deep/With space.cs", "class Spaced { }\n");
        _sample.Git.Commit();
        Assert.Equal(0, (await RevdexProcess.RunAsync(_sample.Root, "index")).ExitCode); // So that the first answer is whole.
        _client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions { Command = "dotnet", Arguments = [RevdexProcess.Assembly, "serve", "-C", _sample.Root] }));
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        _sample.Dispose();
    }

    [Fact]
    public async Task Resources_are_listed_and_read()
    {
        Assert.Equal(["revdex://status"], (await _client.ListResourcesAsync()).Select(r => r.Uri));
        Assert.Equal(["revdex://outline/{+path}", "revdex://source/{+name}"], (await _client.ListResourceTemplatesAsync()).Select(t => t.UriTemplate));
        Assert.Contains("files", await ReadAsync("revdex://status"), StringComparison.Ordinal);
        Assert.Contains("Parser", await ReadAsync("revdex://outline/src/Parser.cs"), StringComparison.Ordinal);
        Assert.Contains("Spaced", await ReadAsync("revdex://outline/src/deep/With%20space.cs"), StringComparison.Ordinal);
        Assert.Contains("text.Length", await ReadAsync("revdex://source/Parser.Parse"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("revdex://nothing", "there is no resource 'revdex://nothing'")]
    [InlineData("file:///etc/passwd", "there is no resource")]
    [InlineData("revdex://outline/../../etc", "../../etc")]
    public async Task What_is_not_there_is_said(string uri, string expected) =>
        Assert.Contains(expected, (await Assert.ThrowsAsync<McpProtocolException>(() => ReadAsync(uri))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Prompts_carry_what_the_index_says()
    {
        Assert.Equal(["orient", "review"], (await _client.ListPromptsAsync()).Select(p => p.Name));
        Assert.Contains("class Parser", await PromptAsync("orient", null), StringComparison.Ordinal);
        Assert.DoesNotContain("src/Program.cs", await PromptAsync("orient", new() { ["path"] = "src/deep" }), StringComparison.Ordinal);
        Assert.Contains("no results", await PromptAsync("review", null), StringComparison.Ordinal);
        _sample.Git.Write("src/Parser.cs", File.ReadAllText(_sample.Git.FullPath("src/Parser.cs")).TrimEnd().TrimEnd('}') + "    public void Fresh() { }\n}\n");
        Assert.Contains("Fresh", await PromptAsync("review", null), StringComparison.Ordinal);
        Assert.Contains("Spaced", await PromptAsync("review", new() { ["base"] = "HEAD~" }), StringComparison.Ordinal);
        Assert.Contains("'orientate'", (await Assert.ThrowsAsync<McpProtocolException>(() => PromptAsync("orientate", null))).Message, StringComparison.Ordinal);
        Assert.Contains("'paths'", (await Assert.ThrowsAsync<McpProtocolException>(() => PromptAsync("orient", new() { ["paths"] = "x" }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_and_names_are_completed()
    {
        Assert.Equal(["src/"], await CompleteAsync("revdex://outline/{+path}", "path", "s"));
        Assert.Equal(["src/Parser.cs", "src/Program.cs", "src/deep/"], await CompleteAsync("revdex://outline/{+path}", "path", "src/"));
        Assert.Equal(["Parse", "Parser"], await CompleteAsync("revdex://source/{+name}", "name", "Pars"));
        Assert.Empty(await CompleteAsync("revdex://source/{+name}", "name", "Zzz"));
        Assert.Empty(await CompleteAsync("revdex://source/{+name}", "other", "Pars"));
        Assert.Equal(["src/deep/"], (await _client.CompleteAsync(new PromptReference { Name = "orient" }, "path", "src/d")).Completion.Values);
    }

    private async Task<string> ReadAsync(string uri) => Assert.IsType<TextResourceContents>(Assert.Single((await _client.ReadResourceAsync(uri)).Contents)).Text;

    private async Task<string> PromptAsync(string name, Dictionary<string, object?>? arguments) =>
        Assert.IsType<TextContentBlock>(Assert.Single((await _client.GetPromptAsync(name, arguments)).Messages).Content).Text;

    private async Task<IList<string>> CompleteAsync(string template, string argument, string value) =>
        (await _client.CompleteAsync(new ResourceTemplateReference { Uri = template }, argument, value)).Completion.Values;
}
