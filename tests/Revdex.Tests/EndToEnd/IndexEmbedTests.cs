using System.Text.Json;
using Revdex.Tests.Indexing;
using Revdex.Tests.Storage;

namespace Revdex.Tests.EndToEnd;

/// <summary><c>revdex index --embed</c> as it is run, up to another clone that goes on from what was published.</summary>
public sealed class IndexEmbedTests : IDisposable
{
    private readonly EmbeddedRepository _made = new();
    private readonly TemporaryFolder _folder = new();

    public IndexEmbedTests()
    {
        _made.WriteSome(8);
        _made.Git.Commit();
        _made.Git.Run("config", "revdex.cache", _folder["cache"]);
    }

    private string Store => new Uri(_folder["store"]).AbsoluteUri;

    public void Dispose()
    {
        _made.Dispose();
        _folder.Dispose();
    }

    /// <summary>The model that was learnt goes along: nobody who comes later has to have it, or learns another.</summary>
    [Fact]
    public async Task Another_clone_goes_on_with_the_model_and_the_vectors_that_were_published()
    {
        var first = Embed(await RunAsync(_made.Git, 0, "index", "--embed", "--json"));
        Assert.True(first.GetProperty("learnt").GetBoolean());
        await RunAsync(_made.Git, 0, "publish", "--store", Store);

        using var clone = _made.Git.Clone();
        clone.Run("config", "revdex.cache", _folder["other"]);
        clone.Write("new.cs", _made.Code("New", 6));
        clone.Commit();
        var told = await RunAsync(clone, 0, "index", "--embed", "--store", Store);
        Assert.Contains($"; {first.GetProperty("chunks").GetInt32() + 6} chunks with vectors of model {first.GetProperty("model").GetString()![..12]} (6 texts embedded, 0 reused, 0 set aside) in ", told, StringComparison.Ordinal);
        await RunAsync(clone, 0, "publish", "--store", Store);
        var verified = JsonElement.Parse(await RunAsync(clone, 0, "verify", "--json", "--store", Store)).GetProperty("vectors");
        Assert.Equal((17, 17, 17, JsonValueKind.Null), (Number(verified, "blobs"), Number(verified, "covered"), Number(verified, "checked"), verified.GetProperty("rows_not_compared").ValueKind));
        Assert.Equal(first.GetProperty("chunks").GetInt32() + 6, Number(verified, "rows"));
        Assert.Contains("; vectors of model ", await RunAsync(clone, 0, "verify", "--all"), StringComparison.Ordinal);
    }

    /// <summary>A path of this machine is nothing that a committed file may say.</summary>
    [Fact]
    public async Task A_models_folder_is_named_by_the_user_alone()
    {
        _made.Git.Write(".revdexconfig", $"[revdex]\n\tembedModel = {_made.ModelFolder}\n");
        _made.Git.Commit();
        Assert.True(Embed(await RunAsync(_made.Git, 0, "index", "--embed", "--json")).GetProperty("learnt").GetBoolean());
        _made.Git.Run("config", "revdex.embedmodel", _made.ModelFolder);
        Assert.False(Embed(await RunAsync(_made.Git, 0, "index", "--embed", "--json")).GetProperty("learnt").GetBoolean());
    }

    private static int Number(JsonElement owner, string member) => owner.GetProperty(member).GetInt32();

    private static JsonElement Embed(string output) => JsonElement.Parse(output).GetProperty("embed");

    /// <summary>What it printed, or its errors where it is to fail.</summary>
    private static async Task<string> RunAsync(TestRepository git, int exitCode, params string[] arguments)
    {
        var (actual, output, errors) = await RevdexProcess.RunAsync(git.Root, arguments);
        Assert.True(actual == exitCode, $"{string.Join(' ', arguments)} ended with {actual}: {errors}");
        return exitCode == 0 ? output : errors;
    }
}
