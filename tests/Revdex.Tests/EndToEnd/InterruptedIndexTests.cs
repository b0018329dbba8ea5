using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Revdex.Tests.EndToEnd;

/// <summary>The real executable indexes, is killed at any point, and indexes again.</summary>
public sealed class InterruptedIndexTests : IDisposable
{
    /// <summary>Fifteen make the 8 MB of facts that a checkpoint comes after: four checkpoints.</summary>
    private const int Files = 60;

    private const int NamesPerFile = 8_000;

    private readonly SampleRepository _sample = new();

    [Fact]
    public async Task Takes_up_what_a_killed_run_has_done_and_makes_the_same_snapshot()
    {
        WriteManyNames();
        var random = new Random(5);
        for (var checkpoints = 0; checkpoints < 3; checkpoints++)
        {
            KillWhen(checkpoints, random);
        }

        Assert.True(CountCheckpoints() >= 2);
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(_sample.Root, "index", "--json");
        Assert.True(exitCode == 0, errors);
        var result = JsonElement.Parse(output);
        Assert.Equal((Files + 2, 0), (result.GetProperty("blobs").GetInt32(), result.GetProperty("skipped").GetInt32()));
        Assert.Equal((Files * NamesPerFile) + 3, result.GetProperty("symbols").GetInt32());
        Assert.InRange(result.GetProperty("extracted").GetInt32(), 1, Files - 25);
        Assert.Equal(0, CountCheckpoints());
        Assert.Equal(await UndisturbedAsync(), Manifests(_sample.Cache));
        var (_, found, _) = await RevdexProcess.RunAsync(_sample.Root, "find", "n_7_77", "--json");
        Assert.Equal("f7.c", JsonElement.Parse(found).GetProperty("results")[0].GetProperty("path").GetString());
        Assert.False(Directory.Exists(Path.Combine(_sample.Cache, "v1", "quarantine")), "something was broken");
    }

    [Fact]
    public async Task Any_number_of_workers_makes_the_same_snapshot()
    {
        HostileFiles.WriteTo(_sample.Git);
        foreach (var golden in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests", "Revdex.Tests", "Golden"), "*", SearchOption.AllDirectories))
        {
            _sample.Git.Write($"golden/{Path.GetFileName(Path.GetDirectoryName(golden))}/{Path.GetFileName(golden)}", File.ReadAllBytes(golden));
        }

        _sample.Git.Commit();
        var manifests = new List<string>();
        foreach (var jobs in new[] { "1", "2", "8" })
        {
            using var cache = new Storage.TemporaryFolder();
            manifests.Add(await IndexAsync(cache.Path, null, "--jobs", jobs));
        }

        Assert.NotEqual("", manifests[0]);
        Assert.All(manifests, manifest => Assert.Equal(manifests[0], manifest));
    }

    public void Dispose() => _sample.Dispose();

    private void WriteManyNames()
    {
        for (var file = 0; file < Files; file++)
        {
            var text = new StringBuilder();
            for (var name = 0; name < NamesPerFile; name++)
            {
                text.Append("int n_").Append(file).Append('_').Append(name).Append(";\n");
            }

            _sample.Git.Write($"f{file}.c", text.ToString());
        }

        _sample.Git.Commit();
    }

    /// <summary>Kills a run somewhere after it has made so many checkpoints.</summary>
    private void KillWhen(int checkpoints, Random random)
    {
        using var process = Process.Start(RevdexProcess.StartInfo(_sample.Root, "index", "--jobs", "2"))!;
        process.StandardInput.Close();
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        var clock = Stopwatch.StartNew();
        while (CountCheckpoints() < checkpoints && !process.WaitForExit(10))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(3), "no checkpoint came");
        }

        Assert.False(process.WaitForExit(random.Next(300)), "it was done before it could be killed");
        process.Kill();
        process.WaitForExit();
    }

    private int CountCheckpoints()
    {
        var folder = Path.Combine(_sample.Cache, "v1", "checkpoints");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Count() : 0;
    }

    private async Task<string> UndisturbedAsync()
    {
        using var cache = new Storage.TemporaryFolder();
        return await IndexAsync(cache.Path, skipped: 0);
    }

    /// <summary>Indexes into a cache that is empty, and returns what <see cref="Manifests"/> finds there.</summary>
    private async Task<string> IndexAsync(string cache, int? skipped = null, params string[] options)
    {
        var start = RevdexProcess.StartInfo(_sample.Root, ["index", "--json", .. options]);
        start.Environment["REVDEX_CACHE"] = cache;
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(start);
        Assert.True(exitCode == 0, errors);
        if (skipped is { } expected)
        {
            Assert.Equal(expected, JsonElement.Parse(output).GetProperty("skipped").GetInt32());
        }

        return Manifests(cache);
    }

    /// <summary>Names and bytes of the manifests in a cache; they name their segments by the hash of their bytes.</summary>
    private static string Manifests(string cache) => string.Concat(
        Directory.EnumerateFiles(Path.Combine(cache, "v1", "commits"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetFileName(f)} {File.ReadAllText(f)}\n"));
}
