using System.Text.Json;
using Revdex.Indexing.Embeddings;
using Revdex.Query;
using Revdex.Snapshots;
using Revdex.Tests.Embedding;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Tools.Search;

/// <summary>A repository whose commits are indexed with vectors, and readers with one model or another.</summary>
internal sealed class EmbeddedRepository : IAsyncDisposable
{
    public const string Feed = "def feed(hay):\n    # Gives each giraffe its share of the hay.\n    return hay / 2\n";

    private readonly TemporaryFolder _folder = new();
    private readonly List<AskedRepository> _asked = [];

    public TestRepository Git { get; } = TestRepository.Init();

    /// <summary>Of the file of vectors that was made last.</summary>
    public string VectorsId { get; private set; } = "";

    public string this[string relative] => _folder[relative];

    /// <summary>Code, a document and a text, in words of <see cref="TinyModel"/>.</summary>
    public static EmbeddedRepository OfSample()
    {
        var repository = new EmbeddedRepository();
        repository.Git.Write("src/feed.py", Feed);
        repository.Git.Write("src/tune.py", "def tune(strings):\n    # Before the cello plays.\n    return strings\n");
        repository.Git.Write("guide/cold.md", "# Cold\n\nWhere an iceberg begins.\n\n## Warm\n\nNothing here.\n");
        repository.Git.Write("NOTES", "The snowfield of the north.\n");
        repository.Git.Write("src/close.py", "def close():\n    return None\n");
        repository.Git.Commit();
        return repository;
    }

    /// <summary>HEAD is indexed with a static model, which the reader has.</summary>
    public async Task<AskedRepository> EmbeddedAsync()
    {
        var model = TinyModel.WriteStatic(this["model"]);
        await IndexAsync(model);
        return Reader(model);
    }

    /// <summary>The same with a transformer.</summary>
    public async Task<AskedRepository> EmbeddedByOnnxAsync()
    {
        var model = TinyModel.WriteOnnx(this["onnx"]);
        await IndexAsync(model, OnnxEmbedderTests.Library.Value);
        return Reader(model, OnnxEmbedderTests.Library.Value);
    }

    /// <summary>Builds HEAD's snapshot; without vectors where there is no model.</summary>
    public Task IndexAsync(string? model, string? onnxRuntime = null) => IndexAsync(model is null ? null : new EmbedOptions { ModelFolder = model, OnnxRuntime = onnxRuntime });

    /// <summary>The same with a model that is learnt from its texts.</summary>
    public Task IndexLearningAsync() => IndexAsync(new EmbedOptions());

    private async Task IndexAsync(EmbedOptions? embed)
    {
        var repository = Git.Open();
        using var cache = LocalCache.Open(new CacheOptions { Folder = _folder["cache"] });
        var manifest = (await new Indexer(repository, cache, workers: 1).IndexAsync(repository.Head()!.Value, embed: embed)).Manifest; // There is a commit.
        VectorsId = manifest.Parts.FirstOrDefault(part => part.Kind == ManifestPart.VectorsKind)?.Id.ToString() ?? "";
    }

    /// <summary>A reader on a clone of its own, which edits may be made in.</summary>
    public AskedRepository Reader(string? model, string? onnxRuntime = null, bool keepsAnswers = false)
    {
        _asked.Add(new AskedRepository(Git.Clone(), options => options with
        {
            Cache = new CacheOptions { Folder = _folder["cache"] },
            EmbedModel = model,
            OnnxRuntime = onnxRuntime,
            KeepsAnswersFrom = keepsAnswers ? TimeSpan.Zero : null,
        }));
        return _asked[^1];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var asked in _asked)
        {
            await asked.DisposeAsync();
        }

        Git.Dispose();
        _folder.Dispose();
    }

    /// <summary>Each result as <c>path name lane+lane</c>.</summary>
    public static string[] Told(JsonElement answer) => [.. answer.GetProperty("results").EnumerateArray().Select(result =>
        $"{result.GetProperty("path")} {(result.TryGetProperty("name", out var name) ? name : "-")} {(result.TryGetProperty("lanes", out var lanes) ? string.Join('+', lanes.EnumerateArray()) : "-")}")];

    public static string[] Lanes(JsonElement answer) => [.. answer.GetProperty("lanes").EnumerateArray().Select(lane => lane.GetString()!)];

    /// <summary>Null where nothing is degraded.</summary>
    public static string? Degraded(JsonElement answer) =>
        answer.TryGetProperty("degraded", out var degraded) ? string.Join("; ", degraded.EnumerateArray().Select(lane => $"{lane.GetProperty("lane")}: {lane.GetProperty("reason")}")) : null;
}
