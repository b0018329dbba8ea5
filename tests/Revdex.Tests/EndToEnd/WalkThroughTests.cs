using System.Text.Json;
using Revdex.Snapshots;
using Revdex.Tests.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.EndToEnd;

/// <summary>The README's walk-through, from an empty machine on: key, publish to Azure, signed pull elsewhere, tampering refused and repaired, prune.</summary>
[Collection(nameof(AzuriteTests))]
public sealed class WalkThroughTests(Azurite azurite) : IDisposable
{
    private readonly SampleRepository _sample = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _settings = [];

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task From_a_new_key_to_a_pruned_store()
    {
        var container = await azurite.NewContainerAsync();
        _settings["REVDEX_STORE"] = azurite.Url(container);
        var made = await DoAsync(_sample.Root, "key", "new", _folder["revdex.pem"], "--json");
        var publicKey = JsonElement.Parse(made).GetProperty("public_key").GetString()!;

        _settings["REVDEX_SIGNING_KEY"] = _folder["revdex.pem"];
        Assert.StartsWith("published", await DoAsync(_sample.Root, "publish"), StringComparison.Ordinal);
        _settings.Remove("REVDEX_SIGNING_KEY");

        using var reader = NewReader(publicKey, "first");
        Assert.StartsWith("pulled", await DoAsync(reader.Root, "pull"), StringComparison.Ordinal);
        Assert.Equal((true, true), await ViewAsync(reader));
        await DoAsync(reader.Root, "verify", "--all", "--store", _settings["REVDEX_STORE"]);

        var manifest = azurite.Blob(container, $"team/code/{SnapshotKeys.Manifest(_sample.Git.Open().Head()!.Value)}");
        var signed = (await manifest.DownloadContentAsync()).Value.Content.ToString();
        await manifest.UploadAsync(BinaryData.FromString(signed.Replace("\"payload\":\"ey", "\"payload\":\"eyA", StringComparison.Ordinal)), overwrite: true);
        using var second = NewReader(publicKey, "second");
        var (exitCode, _, errors) = await RunAsync(second.Root, "pull");
        Assert.Equal(5, exitCode);
        Assert.Contains(manifest.Name["team/code/".Length..], errors, StringComparison.Ordinal);
        Assert.Equal((false, true), await ViewAsync(second));

        // The publisher repairs what its readers refuse.
        _settings["REVDEX_SIGNING_KEY"] = _folder["revdex.pem"];
        await DoAsync(_sample.Root, "publish");
        Assert.StartsWith("pulled", await DoAsync(second.Root, "pull"), StringComparison.Ordinal);

        _sample.Git.Write("src/Parser.cs", "public class Parser\n{\n    public int Read(string text) => text.Length;\n}\n");
        _sample.Git.Commit();
        await DoAsync(_sample.Root, "publish");
        _settings.Remove("REVDEX_SIGNING_KEY");
        var pruned = JsonElement.Parse(await DoAsync(_sample.Root, "prune", "--store", _settings["REVDEX_STORE"], "--keep-commits", "1", "--keep-days", "0", "--grace", "0", "--json"));
        Assert.Equal(1, pruned.GetProperty("snapshots").GetProperty("superseded").GetInt32() + pruned.GetProperty("snapshots").GetProperty("expired").GetInt32());
        Assert.False(await manifest.ExistsAsync());

        using var last = NewReader(publicKey, "last");
        Assert.StartsWith("pulled", await DoAsync(last.Root, "pull"), StringComparison.Ordinal);
        Assert.Equal((true, true), await ViewAsync(last));
    }

    /// <summary>Another machine: a clone and a cache of its own, and the public key.</summary>
    private TestRepository NewReader(string publicKey, string name)
    {
        var clone = _sample.Git.Clone();
        clone.Run("config", "--add", "revdex.trustedkey", publicKey);
        clone.Run("config", "revdex.cache", _folder[$"cache-{name}"]);
        return clone;
    }

    private async Task<(bool Signed, bool Complete)> ViewAsync(TestRepository reader)
    {
        var view = JsonElement.Parse(await DoAsync(reader.Root, "find", "Parser", "--json")).GetProperty("view");
        var snapshot = view.GetProperty("snapshot");
        return (snapshot.ValueKind == JsonValueKind.Object && snapshot.GetProperty("signed").GetBoolean(), view.GetProperty("complete").GetBoolean());
    }

    private async Task<string> DoAsync(string folder, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(folder, arguments);
        Assert.True(exitCode == 0, $"revdex {string.Join(' ', arguments)}: {errors}{output}");
        return output;
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, params string[] arguments)
    {
        var start = RevdexProcess.StartInfo(folder, arguments);
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        return RevdexProcess.RunAsync(start);
    }
}
