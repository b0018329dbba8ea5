using System.Text.Json;
using Revdex.Query.Tools;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Npm;

namespace Revdex.Tests.Mcp;

/// <summary>Two clients that others wrote.</summary>
public sealed class NpmClientsTests : IAsyncLifetime
{
    private readonly SampleRepository _sample = new();
    private readonly NpmFixture _npm = new();

    /// <summary>With the commit in the cache the first answer is whole, however busy the machine is.</summary>
    public async Task InitializeAsync()
    {
        var (exitCode, _, errors) = await RevdexProcess.RunAsync(_sample.Root, "index");
        Assert.True(exitCode == 0, errors);
    }

    public Task DisposeAsync()
    {
        _sample.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_official_sdk_lists_and_calls()
    {
        var calls = """[{"name": "find", "arguments": {"name": "Parser"}}, {"name": "references", "arguments": {"name": "Parse"}}, {"name": "find", "arguments": {"nam": "x"}}, {"name": "graph", "arguments": {"name": "Parse"}}, {"name": "notes", "arguments": {"action": "put", "name": "Parser.Parse", "text": "Counts."}}, {"name": "notes", "arguments": {"name": "Parse"}}, {"name": "source", "arguments": {"name": ["Parser.Parse", "Prse"]}}]""";
        var output = await _npm.RunScriptAsync("mcp-client.mjs", calls, "dotnet", RevdexProcess.Assembly, "serve", "-C", _sample.Root);
        var answer = JsonElement.Parse(output);

        Assert.Equal(ToolSet.All.Select(t => t.Name), answer.GetProperty("tools").EnumerateArray().Select(t => t.GetProperty("name").GetString()));
        Assert.Contains("find", answer.GetProperty("instructions").GetString(), StringComparison.Ordinal);
        var results = answer.GetProperty("results");
        Assert.Equal("src/Parser.cs", results[0].GetProperty("structuredContent").GetProperty("results")[0].GetProperty("path").GetString());
        Assert.Contains("src/Parser.cs:3", results[0].GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("call", results[1].GetProperty("structuredContent").GetProperty("results")[0].GetProperty("role").GetString());
        Assert.Equal("resolved", results[3].GetProperty("structuredContent").GetProperty("results")[0].GetProperty("known").GetString());
        Assert.Contains("src/Program.cs:4", results[3].GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("Counts.", results[5].GetProperty("structuredContent").GetProperty("results")[0].GetProperty("text").GetString());
        Assert.Matches("^src/Parser.cs:5 method Parser.Parse  [0-9a-f]{16} .*\n  Counts\\.", results[5].GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Contains("no definition has the name 'Prse'", results[6].GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.True(results[2].GetProperty("isError").GetBoolean());
        Assert.Equal("'find' has no argument 'nam' (did you mean 'name'?)", results[2].GetProperty("content")[0].GetProperty("text").GetString());
    }

    /// <summary>Of a commit that nobody indexed: one call is taken back as soon as something is told, the next waits for the whole answer.</summary>
    [Fact]
    public async Task The_official_sdk_hears_how_far_a_call_is_and_takes_it_back()
    {
        var commit = ManyFiles.CommitAside(_sample.Git);
        var call = $$"""{"name": "sql", "arguments": {"query": "select count(*) as n from symbols where name = 'name7'", "rev": "{{commit}}"}, "progress": true""";
        var output = await _npm.RunScriptAsync("mcp-client.mjs", $$"""[{{call}}, "takeBack": true}, {{call}}}]""", "dotnet", RevdexProcess.Assembly, "serve", "-C", _sample.Root);
        var results = JsonElement.Parse(output).GetProperty("results");

        Assert.Contains("AbortError", results[0].GetProperty("failure").GetString(), StringComparison.Ordinal);
        Assert.True(results[1].TryGetProperty("structuredContent", out var answer), output);
        Assert.Equal(ManyFiles.Count, answer.GetProperty("results")[0].GetProperty("n").GetInt32());
        Assert.True(answer.GetProperty("view").GetProperty("complete").GetBoolean());
        var told = results[1].GetProperty("told").EnumerateArray().Select(t => t.GetProperty("progress").GetInt64()).ToList();
        Assert.NotEmpty(told);
        Assert.Equal(told.Distinct().Order(), told);
    }

    [Fact]
    public async Task The_inspector_lists_and_calls()
    {
        var list = await InspectAsync("--method", "tools/list");
        Assert.Equal(ToolSet.All.Count, list.GetProperty("tools").GetArrayLength());

        var call = await InspectAsync("--method", "tools/call", "--tool-name", "find", "--tool-arg", "name=Parser");
        Assert.Equal("Parser", call.GetProperty("structuredContent").GetProperty("results")[0].GetProperty("name").GetString());

        var graph = await InspectAsync("--method", "tools/call", "--tool-name", "graph", "--tool-arg", "name=Parser.Parse");
        Assert.Equal("src/Program.cs", graph.GetProperty("structuredContent").GetProperty("results")[0].GetProperty("path").GetString());
    }

    private Task<JsonElement> InspectAsync(params string[] request) => Inspector.AskAsync(_npm, _sample.Root, request);
}
