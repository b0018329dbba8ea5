using System.Text.Json;
using ModelContextProtocol.Client;
using Revdex.Tests.Embedding;
using Revdex.Tests.Storage;
using Revdex.Tests.Tools.Search;

namespace Revdex.Tests.EndToEnd;

/// <summary>The real program, from <c>index --embed</c> to an answer: with a model in a folder of either kind, and with none.</summary>
public sealed class SearchByVectorsProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _git = TestRepository.Init();

    public SearchByVectorsProcessTests()
    {
        _git.Write("src/feed.py", "def feed(hay):\n    # Gives each giraffe its share of the hay.\n    return hay / 2\n");
        _git.Write("src/close.py", "def close():\n    return None\n");
        _git.Commit();
        _git.Run("config", "revdex.cache", _folder["cache"]);
    }

    public void Dispose()
    {
        _git.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("none")]
    [InlineData("static")]
    [InlineData("onnx")]
    public async Task Both_ways_of_asking_give_the_same(string kind)
    {
        if (kind != "none")
        {
            _git.Run("config", "revdex.embedmodel", kind == "onnx" ? TinyModel.WriteOnnx(_folder["model"]) : TinyModel.WriteStatic(_folder["model"]));
            _git.Run("config", "revdex.onnxruntime", OnnxEmbedderTests.Library.Value);
        }

        var (exitCode, _, errors) = await RevdexProcess.RunAsync(_git.Root, kind == "none" ? ["index"] : ["index", "--embed"]);
        Assert.True(exitCode == 0, errors);
        string[] expected = kind == "none" ? [] : ["src/feed.py feed vectors"];
        var told = JsonElement.Parse((await RevdexProcess.RunAsync(_git.Root, "search", "zebra", "--json")).Output);
        Assert.Equal(expected, EmbeddedRepository.Told(told));
        Assert.Null(EmbeddedRepository.Degraded(told));
        Assert.StartsWith(kind == "none" ? "no results" : "src/feed.py:1-3 function feed [vectors]\n", (await RevdexProcess.RunAsync(_git.Root, "search", "zebra")).Output);
        Assert.Equal(expected, EmbeddedRepository.Told(await OverMcpAsync("zebra")));
        Assert.Equal(kind == "none" ? "-" : "text+vectors", EmbeddedRepository.Told(await OverMcpAsync("giraffe"))[0].Split(' ')[2]);
    }

    private async Task<JsonElement> OverMcpAsync(string query)
    {
        await using var client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions { Command = "dotnet", Arguments = [RevdexProcess.Assembly, "serve"], WorkingDirectory = _git.Root }));
        var result = await client.CallToolAsync("search", new Dictionary<string, object?> { ["query"] = query });
        return result.StructuredContent!.Value; // A tool's answer has it.
    }
}
