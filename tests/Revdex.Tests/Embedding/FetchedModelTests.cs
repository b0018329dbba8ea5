using Revdex.Embedding;
using Revdex.Tests.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Embedding;

/// <summary>Models that a URL names, from a web server and from a folder.</summary>
public sealed class FetchedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Cache => _folder["cache"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_behind_a_web_server_is_the_model_of_its_folder_and_is_fetched_once()
    {
        TinyModel.WriteStatic(_folder["served/models/tiny"]);
        await using var server = await FileServer.StartAsync(_folder["served"]);
        var model = new FetchedModel($"{server.Address}/models/tiny", Cache);
        Assert.False(model.IsHere);
        await model.FetchAsync(null, CancellationToken.None);

        Directory.Delete(_folder["served"], recursive: true);
        await model.FetchAsync(null, CancellationToken.None);
        using var fetched = EmbeddingModel.Open(model.Folder);
        using var own = EmbeddingModel.Open(TinyModel.WriteStatic(_folder["own"]));
        Assert.Equal(own.ModelId, fetched.ModelId);
    }

    [Theory]
    [InlineData("{\"model_type\": \"model2vec\"}", "model.safetensors")]
    [InlineData("{\"model_type\": \"bert\"}", "onnx/model.onnx")]
    public async Task Of_a_folder_with_both_kinds_of_weights_those_are_fetched_that_are_used(string config, string weights)
    {
        var served = TinyModel.WriteStatic(_folder["served"]);
        Directory.CreateDirectory(Path.Combine(served, "onnx"));
        File.WriteAllText(Path.Combine(served, "onnx", "model.onnx"), "graph");
        File.WriteAllText(Path.Combine(served, "onnx", "model.onnx_data"), "numbers");
        File.WriteAllText(Path.Combine(served, "config.json"), config);
        var model = new FetchedModel(new Uri(served).AbsoluteUri, Cache);
        await model.FetchAsync(null, CancellationToken.None);

        var files = Directory.EnumerateFiles(model.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(model.Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.Equal(weights.StartsWith("onnx", StringComparison.Ordinal) ? ["config.json", weights, $"{weights}_data", "tokenizer.json"] : ["config.json", weights, "tokenizer.json"], files);
    }

    [Fact]
    public async Task What_fails_leaves_nothing_and_says_what_is_wrong()
    {
        var served = TinyModel.WriteStatic(_folder["served"]);
        var url = new Uri(served).AbsoluteUri;
        var small = new FetchedModel(url, Cache, sizeMaxBytes: 100);
        Assert.Contains("larger than 100 bytes", (await Assert.ThrowsAsync<RevdexException>(() => small.FetchAsync(null, CancellationToken.None))).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(served, "model.safetensors"));
        var model = new FetchedModel(url, Cache);
        Assert.Contains("neither model.safetensors nor model.onnx", (await Assert.ThrowsAsync<RevdexException>(() => model.FetchAsync(null, CancellationToken.None))).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(served, "tokenizer.json"));
        Assert.Contains("no tokenizer.json", (await Assert.ThrowsAsync<RevdexException>(() => model.FetchAsync(null, CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.False(model.IsHere);
        Assert.Empty(Directory.EnumerateFiles(Cache, "*", SearchOption.AllDirectories));
    }
}
