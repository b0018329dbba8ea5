using System.Text.Json;
using System.Text.Json.Nodes;
using Revdex.Query.Tools;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Npm;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Mcp;

/// <summary>Every tool on a real repository, a clone of this one, asked by both clients that others wrote; what is right is told by git and the files.</summary>
public sealed class RealRepositoryTests : IAsyncLifetime
{
    private const string Defined = "src/Revdex.Cli/ErrorLine.cs";

    private readonly TestRepository _clone = TestRepository.CloneOf(RepositoryRoot.Path);
    private readonly TemporaryFolder _cache = new();
    private readonly NpmFixture _npm = new();

    public async Task InitializeAsync()
    {
        _clone.Run("config", "revdex.cache", _cache.Path);
        await File.AppendAllTextAsync(_clone.FullPath(Defined), "\ninternal static class AddedByTheTest\n{\n}\n");
        var (exitCode, _, errors) = await RevdexProcess.RunAsync(_clone.Root, "index");
        Assert.True(exitCode == 0, errors);
    }

    public Task DisposeAsync()
    {
        _clone.Dispose();
        _cache.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_official_sdk_is_answered_by_every_tool()
    {
        var calls = new JsonArray([.. Calls().Select(c => new JsonObject { ["name"] = c.Tool, ["arguments"] = Arguments(c) })]);
        JsonElement[] results;
        do
        {
            var output = await _npm.RunScriptAsync("mcp-client.mjs", calls.ToJsonString(), "dotnet", RevdexProcess.Assembly, "serve", "-C", _clone.Root);
            results = [.. JsonElement.Parse(output).GetProperty("results").EnumerateArray()];
        }
        while (!results.All(IsWhole));

        foreach (var (call, result) in Calls().Zip(results))
        {
            Check(call, result);
        }
    }

    [Fact]
    public async Task The_inspector_is_answered_by_every_tool()
    {
        foreach (var call in Calls())
        {
            string[] arguments = [.. call.Arguments.SelectMany(a => new[] { "--tool-arg", $"{a.Name}={a.Value}" })];
            JsonElement answer;
            do
            {
                answer = await Inspector.AskAsync(_npm, _clone.Root, ["--method", "tools/call", "--tool-name", call.Tool, .. arguments]);
            }
            while (!IsWhole(answer));

            Check(call, answer);
        }
    }

    /// <summary>On a busy machine first answers lack what is still being read, and say so; an error is whole.</summary>
    private static bool IsWhole(JsonElement result) =>
        !result.TryGetProperty("structuredContent", out var answer) || answer.GetProperty("view").GetProperty("complete").GetBoolean();

    /// <summary>A tool that has no call here fails the test.</summary>
    private static List<Call> Calls()
    {
        List<Call> calls =
        [
            new("find", [("name", "ErrorLine"), ("match", "exact")], (test, answer) => Assert.Equal((Defined, test.LineOf("class ErrorLine")), (Text(answer, "path"), Number(answer, "line")))),
            new("outline", [("path", Defined)], (_, answer) => Assert.Contains("AddedByTheTest", answer.GetRawText(), StringComparison.Ordinal)),
            new("source", [("name", "ErrorLine.TryExplain")], (test, answer) =>
                Assert.StartsWith(test.Lines()[Number(answer, "line") - 1].TrimStart(), Text(answer, "text").TrimStart(), StringComparison.Ordinal)),
            new("references", [("name", "TryExplain")], (test, answer) => Assert.Equal(test.Users("TryExplain"), Paths(answer))),
            new("graph", [("name", "ErrorLine.TryExplain")], (test, answer) => Assert.Equal(test.Users("TryExplain"), Paths(answer))),
            new("search", [("query", "AddedByTheTest")], (_, answer) => Assert.Equal(Defined, Text(answer, "path"))),
            new("changes", [], (_, answer) => Assert.Equal(("added", "AddedByTheTest"), (Text(answer, "change"), Text(answer, "name")))),
            new("history", [("name", Defined), ("mode", "log")], (test, answer) =>
                Assert.StartsWith(Text(answer, "commit"), test.GitLine("log", "-1", "--format=%H", "--", Defined), StringComparison.Ordinal)),
            new("sql", [("query", "select count(*) as n from files where language = 'csharp'")], (test, answer) =>
                Assert.Equal(test.GitLines("ls-files", "*.cs", "*.csx").Length, answer.GetProperty("results")[0].GetProperty("n").GetInt32())),
            new("notes", [("action", "put"), ("name", "ErrorLine.TryExplain"), ("text", "asked by a test")], (_, answer) => Assert.Equal(("asked by a test", Defined), (Text(answer, "text"), Text(answer, "path")))),
            new("status", [], (test, answer) => Assert.Equal(test.GitLine("rev-parse", "HEAD"), answer.GetProperty("view").GetProperty("commit").GetString())),
        ];
        Assert.Equal(ToolSet.All.Select(t => t.Name).Order(StringComparer.Ordinal), calls.Select(c => c.Tool).Order(StringComparer.Ordinal));
        return calls;
    }

    private void Check(Call call, JsonElement result)
    {
        Assert.False(result.TryGetProperty("isError", out var isError) && isError.GetBoolean(), $"{call.Tool}: {result}");
        var answer = result.GetProperty("structuredContent");
        Assert.True(answer.GetProperty("view").GetProperty("dirty").GetBoolean(), call.Tool);
        Assert.Contains("with uncommitted edits]", result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        call.Check(this, answer);
    }

    private static JsonObject Arguments(Call call) => new(call.Arguments.Select(a => KeyValuePair.Create(a.Name, (JsonNode?)a.Value)));

    private static string Text(JsonElement answer, string property) => answer.GetProperty("results")[0].GetProperty(property).GetString()!;

    private static int Number(JsonElement answer, string property) => answer.GetProperty("results")[0].GetProperty(property).GetInt32();

    private static string[] Paths(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("path").GetString()!).Distinct().Order(StringComparer.Ordinal)];

    private string[] Lines() => File.ReadAllLines(_clone.FullPath(Defined));

    private int LineOf(string text) => Array.FindIndex(Lines(), line => line.Contains(text, StringComparison.Ordinal)) + 1;

    /// <summary>Source files that have a word.</summary>
    private string[] Users(string word) => [.. GitLines("grep", "-l", "-w", word, "--", "src/*.cs").Order(StringComparer.Ordinal)];

    private string GitLine(params string[] arguments) => Assert.Single(GitLines(arguments));

    private string[] GitLines(params string[] arguments) => _clone.Run(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed record Call(string Tool, (string Name, string Value)[] Arguments, Action<RealRepositoryTests, JsonElement> Check);
}
