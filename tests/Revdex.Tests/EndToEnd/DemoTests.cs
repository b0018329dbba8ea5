using System.Text.Json;

namespace Revdex.Tests.EndToEnd;

public sealed class DemoTests
{
    [Fact]
    public async Task Tells_the_whole_story_on_a_repository_with_one_commit()
    {
        using var sample = new SampleRepository();
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(sample.Root, "demo", "--json");
        Assert.True(exitCode == 0, errors);
        var steps = JsonElement.Parse(output).GetProperty("steps").EnumerateArray().ToDictionary(s => s.GetProperty("name").GetString()!);
        Assert.Equal("1 result", steps["edit saved → found"].GetProperty("note").GetString());
        Assert.True(steps["publish"].GetProperty("bytes").GetInt64() > 0);
        Assert.Equal("", sample.Git.Run("status --porcelain"));
    }

    [Fact]
    public async Task Prints_answers_and_times()
    {
        using var sample = new SampleRepository();
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(sample.Root, "demo");
        Assert.True(exitCode == 0, errors);
        Assert.Contains("$ revdex find RevdexDemo\nsrc/Parser.cs:", output, StringComparison.Ordinal);
        Assert.Matches(@"serve: first answer +\d+\.\d ms", output);
    }
}
