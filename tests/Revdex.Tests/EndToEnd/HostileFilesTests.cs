using System.Text.Json;
using Revdex.Extraction;
using Revdex.Query;
using Revdex.Tests.Query;
using Revdex.Tests.Tools;

namespace Revdex.Tests.EndToEnd;

public sealed class HostileFilesTests
{
    [Fact]
    public async Task A_live_reader_goes_on_and_says_what_is_left_out()
    {
        var repository = TestRepository.Init();
        HostileFiles.WriteTo(repository);
        repository.Commit();
        await using var pool = new ExtractorPool(1);
        await using var fixture = await ReaderFixture.OpenAsync(repository, options => options with { Extract = pool.ExtractAsync });
        await AssertFindsAsync(fixture, HostileFiles.Names);
        await AssertSkipsAsync(fixture, HostileFiles.Skips);

        repository.Write("good.rb", HostileFiles.Abort);
        await AssertFindsAsync(fixture, HostileFiles.Names.Where(n => n.Key != "good.rb"));
        await AssertSkipsAsync(fixture, HostileFiles.Skips.Append(new("good.rb", "parser_crashed")));

        repository.Write("good.rb", "def good_ruby\n  1\nend\n");
        await AssertFindsAsync(fixture, HostileFiles.Names);
        await AssertSkipsAsync(fixture, HostileFiles.Skips);
    }

    [Fact]
    public async Task A_run_goes_on_and_counts_what_is_left_out()
    {
        using var sample = new SampleRepository();
        HostileFiles.WriteTo(sample.Git);
        sample.Git.Commit();
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(sample.Root, "index", "--json");
        Assert.True(exitCode == 0, errors);
        Assert.Equal(HostileFiles.Skips.Count, JsonElement.Parse(output).GetProperty("skipped").GetInt32());
        var (_, outline, notice) = await RevdexProcess.RunAsync(sample.Root, "outline", "abort.rb");
        Assert.Contains("the parser crashed", outline + notice, StringComparison.Ordinal);
    }

    private static async Task AssertFindsAsync(ReaderFixture fixture, IEnumerable<KeyValuePair<string, string>> names)
    {
        using var state = await fixture.StateAsync();
        Assert.True(state.Info.Complete);
        foreach (var (path, name) in names)
        {
            Assert.Equal([$"{path}:1"], state.Ask("find", $$"""{"name": "{{name}}"}""").Places());
        }
    }

    private static async Task AssertSkipsAsync(ReaderFixture fixture, IEnumerable<KeyValuePair<string, string>> skips)
    {
        using var state = await fixture.StateAsync();
        var found = new List<string>();
        foreach (var skipped in state.Ask("outline", """{"path": ""}""").GetProperty("results").EnumerateArray())
        {
            if (skipped.TryGetProperty("skipped", out var reason))
            {
                found.Add($"{skipped.GetProperty("path").GetString()} {reason.GetString()}");
            }
        }

        Assert.Equal(skips.Select(s => $"{s.Key} {s.Value}").Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }
}
