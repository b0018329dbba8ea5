using System.Text.Json;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;

namespace Revdex.Tests.EndToEnd;

/// <summary><c>revdex prune</c> and <c>revdex gc</c> as they are run.</summary>
public sealed class PruneTests : IDisposable
{
    private readonly SampleRepository _sample = new();
    private readonly TemporaryFolder _folder = new();

    private string Store => new Uri(_folder["store"]).AbsoluteUri;

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Prune_tells_deletes_and_leaves_what_a_reader_needs()
    {
        await PublishTwiceAsync();
        string[] strict = ["prune", "--store", Store, "--keep-commits", "1", "--keep-days", "0", "--grace", "0"];
        var dry = Assert.Single((await JsonAsync([.. strict, "--dry-run"])).GetProperty("snapshots").EnumerateObject(), p => p.Name == "superseded");
        Assert.Equal(1, dry.Value.GetInt32());
        Assert.Equal(2, Manifests().Count);

        var (exitCode, output, errors) = await RunAsync(strict);
        Assert.Equal((0, ""), (exitCode, errors.Contains("error", StringComparison.OrdinalIgnoreCase) ? errors : ""));
        Assert.StartsWith("deleted 1 snapshots and ", output, StringComparison.Ordinal);
        Assert.Single(Manifests());
        Assert.Equal(0, (await RunAsync("verify", "--all", "--store", Store)).ExitCode);
    }

    [Fact]
    public async Task Prune_wants_a_store_by_name_sound_numbers_and_a_whole_history()
    {
        await PublishTwiceAsync();
        _sample.Git.Run("config", "revdex.store", Store);
        Assert.Contains("--store URL", (await FailAsync(2, "prune")).Errors, StringComparison.Ordinal);
        Assert.Contains("--keep-days", (await FailAsync(2, "prune", "--store", Store, "--keep-days", "-1")).Errors, StringComparison.Ordinal);
        _sample.Git.Run("config", "revdex.keepcommits", "many");
        Assert.Contains("revdex.keepcommits", (await FailAsync(2, "prune", "--store", Store)).Errors, StringComparison.Ordinal);
        Assert.Equal(2, Manifests().Count);
    }

    [Fact]
    public async Task Gc_keeps_the_budget_but_not_at_the_cost_of_a_reader()
    {
        Assert.Equal(0, (await RunAsync("index")).ExitCode);
        var repository = _sample.Git.Open();
        using var reader = LocalCache.Open(new CacheOptions { Folder = repository.Config("revdex.cache")! }); // SampleRepository sets it.
        var manifest = Assert.Single(reader.ManifestsOf(repository.Head()!.Value, FingerprintSet.Current));
        _sample.Git.Run("config", "revdex.cachebudget", "1");
        using (reader.TryOpenSegment(manifest.Segments[0].Id))
        {
            var held = await JsonAsync("gc");
            Assert.Equal((true, 1), (held.GetProperty("done").GetBoolean(), held.GetProperty("budget_bytes").GetInt64()));
            Assert.True(held.GetProperty("bytes").GetInt64() >= manifest.Segments[0].SizeBytes);
            Assert.True(reader.HasSegment(manifest.Segments[0].Id));
        }

        var (exitCode, output, _) = await RunAsync("gc");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("removed 3 files, ", output, StringComparison.Ordinal);
        Assert.False(reader.HasSegment(manifest.Segments[0].Id));

        _sample.Git.Run("config", "revdex.cachebudget", "2g");
        Assert.Equal(0, (await RunAsync("index")).ExitCode);
        var status = (await JsonAsync("status")).GetProperty("results")[0];
        Assert.Equal(2L << 30, status.GetProperty("cache_budget_bytes").GetInt64());
        Assert.True(status.GetProperty("cache_bytes").GetInt64() > 0);
    }

    private async Task PublishTwiceAsync()
    {
        Assert.Equal(0, (await RunAsync("publish", "--store", Store)).ExitCode);
        _sample.Git.Write("src/Parser.cs", "namespace Code;\n\npublic class Parser\n{\n    public int ParseMore(string text) => text.Length;\n}\n");
        _sample.Git.Commit();
        Assert.Equal(0, (await RunAsync("publish", "--store", Store)).ExitCode);
    }

    private List<Manifest> Manifests() =>
        [.. Directory.EnumerateFiles(_folder["store/v1/commits"], "*", SearchOption.AllDirectories).Select(p => ManifestReader.Read(File.ReadAllBytes(p), p))];

    private async Task<(int ExitCode, string Output, string Errors)> FailAsync(int exitCode, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        return run;
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync([.. arguments, "--json"]);
        Assert.Equal((0, arguments[0]), (exitCode, exitCode == 0 ? arguments[0] : errors));
        return JsonElement.Parse(output);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => RevdexProcess.RunAsync(_sample.Root, arguments);
}
