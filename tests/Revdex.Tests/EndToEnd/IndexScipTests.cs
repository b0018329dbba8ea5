using System.Text.Json;
using ModelContextProtocol.Client;
using Revdex.Tests.Scip;
using Revdex.Tests.Storage;
using Revdex.Tests.Tools;

namespace Revdex.Tests.EndToEnd;

/// <summary><c>revdex index --scip</c>, from the index's file to the answers of another clone.</summary>
public sealed class IndexScipTests : IDisposable
{
    private readonly TestRepository _git = TestRepository.Init();
    private readonly TemporaryFolder _folder = new();

    public IndexScipTests()
    {
        foreach (var (path, content) in ScipSamples.Files)
        {
            _git.Write($"web/{path}", content);
        }

        _git.Commit();
        UseCache(_git, "cache");
    }

    public void Dispose()
    {
        _git.Dispose();
        _folder.Dispose();
    }

    /// <summary>The index is of a folder of the repository, made in another checkout; one of its documents is generated.</summary>
    [Fact]
    public async Task Answers_of_another_clone_are_what_the_compiler_said()
    {
        var index = ScipSamples.Index(root: "file:///builds/1/web").Add("dist/out.ts", "x\n", (1, "x", ScipSamples.Box));
        var result = JsonElement.Parse(await RunAsync(_git, 0, "index", "--scip", Save(index), "--json")).GetProperty("scip");
        Assert.Equal((2, 12, 1, 0), (Number(result, "documents"), Number(result, "occurrences"), Number(result, "outside"), result.GetProperty("refused").GetArrayLength()));
        var store = new Uri(_folder["store"]).AbsoluteUri;
        await RunAsync(_git, 0, "publish", "--store", store);
        await RunAsync(_git, 0, "verify", "--store", store);
        await RunAsync(_git, 0, "verify");

        using var clone = _git.Clone();
        UseCache(clone, "other");
        await RunAsync(clone, 0, "pull", "--store", store);
        Assert.Equal(["web/b.ts:3 call =", "web/b.ts:4 call ! web/a.ts:5", "web/b.ts:5 call ?", "web/b.ts:6 call ! npm typescript 5.9.3"], await UsesAsync(clone, "Box.open"));

        // A commit later: what changed is read by itself, what did not is as exact as before.
        clone.Write("web/b.ts", "// new\n" + ScipSamples.Uses);
        clone.Write("web/c.ts", ScipSamples.Uses);
        clone.Commit();
        await RunAsync(clone, 0, "index", "--no-store");
        Assert.All(await UsesAsync(clone, "Box.open"), use => Assert.EndsWith(" ?", use));
        clone.Write("web/b.ts", ScipSamples.Uses);
        clone.Delete("web/c.ts");
        Assert.Equal("web/b.ts:3 call =", (await UsesAsync(clone, "Box.open"))[0]);
    }

    [Fact]
    public async Task An_index_of_another_commit_is_refused_and_nothing_is_saved()
    {
        _git.Write("web/a.ts", "// new\n" + ScipSamples.Definitions);
        _git.Write("web/b.ts", "// new\n" + ScipSamples.Uses);
        var head = _git.Commit();
        var file = Save(ScipSamples.Index("web/"));
        var errors = await RunAsync(_git, 2, "index", "--scip", file);
        Assert.Contains($"{file} was not made for commit {head}: of its 2 documents 2 are files of the commit, and 0 are of their bytes (web/a.ts is not)", errors, StringComparison.Ordinal);
        Assert.Equal(0, JsonElement.Parse(await RunAsync(_git, 0, "status", "--json")).GetProperty("results")[0].GetProperty("parts").GetArrayLength());
    }

    [Fact]
    public async Task What_does_not_fit_is_named_and_the_rest_taken()
    {
        _git.Write("web/c.ts", "export class Lid {}\nnew Lid();\n");
        _git.Commit();
        var lid = ScipSketch.Own("`c.ts`/Lid#");
        var index = ScipSamples.Index("web/").Add("web/c.ts", "\n\nexport class Lid {}\nnew Lid();\n", (3, "Lid", $"def {lid}"), (4, "Lid", lid));
        var told = await RunAsync(_git, 0, "index", "--scip", Save(index));
        Assert.Contains("12 occurrences in 2 files from SCIP (0 documents are no files of the commit, 1 are not of its bytes: web/c.ts)", told, StringComparison.Ordinal);
    }

    /// <summary>HEAD did not move, nor did a file: only the cache has something new.</summary>
    [Fact]
    public async Task A_server_that_runs_takes_up_what_the_compiler_said_meanwhile()
    {
        await RunAsync(_git, 0, "index");
        await using var client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions { Command = "dotnet", Arguments = [RevdexProcess.Assembly, "serve"], WorkingDirectory = _git.Root }));
        string?[] revs = [null, "HEAD", ":staged"];
        foreach (var rev in revs)
        {
            Assert.Equal("web/b.ts:6 call ?", (await UsesAsync(client, rev))[^1]);
        }

        await RunAsync(_git, 0, "index", "--scip", Save(ScipSamples.Index("web/")));
        foreach (var rev in revs)
        {
            Assert.Equal(["web/b.ts:3 call =", "web/b.ts:4 call ! web/a.ts:5", "web/b.ts:5 call ?", "web/b.ts:6 call ! npm typescript 5.9.3"], await UsesAsync(client, rev));
        }
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("this is no protobuf", "is no SCIP index, or is damaged")]
    [InlineData("", "was not made for commit")]
    public async Task What_is_no_index_is_said(string? content, string complaint)
    {
        var file = _folder["index.scip"];
        if (content is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }

        Assert.Contains(complaint, await RunAsync(_git, 2, "index", "--scip", file), StringComparison.Ordinal);
    }

    private void UseCache(TestRepository git, string name) => git.Run("config", "revdex.cache", _folder[name]);

    private string Save(ScipSketch index)
    {
        var path = _folder["index.scip"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, index.ToBytes());
        return path;
    }

    private static async Task<string[]> UsesAsync(TestRepository git, string name) =>
        ToldUses.Of(JsonElement.Parse(await RunAsync(git, 0, "references", name, "--json")));

    private static async Task<string[]> UsesAsync(McpClient client, string? rev)
    {
        var arguments = new Dictionary<string, object?> { ["name"] = "Box.open" };
        if (rev is not null)
        {
            arguments.Add("rev", rev);
        }

        return ToldUses.Of((await client.CallToolAsync("references", arguments)).StructuredContent!.Value); // The tool has it.
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    /// <summary>What it printed, or its errors where it is to fail.</summary>
    private static async Task<string> RunAsync(TestRepository git, int exitCode, params string[] arguments)
    {
        var (actual, output, errors) = await RevdexProcess.RunAsync(git.Root, arguments);
        Assert.True(actual == exitCode, $"{string.Join(' ', arguments)} ended with {actual}: {errors}");
        return exitCode == 0 ? output : errors;
    }
}
