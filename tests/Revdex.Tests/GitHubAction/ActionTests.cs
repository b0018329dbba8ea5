using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Scip;
using Revdex.Tests.Storage;
using Revdex.Tests.Storage.Servers;
using Revdex.Trust;

namespace Revdex.Tests.GitHubAction;

/// <summary>Every step of action.yml, run as a runner runs it, against a real store.</summary>
[Collection(nameof(AzuriteTests))]
public sealed partial class ActionTests(Azurite azurite, InstalledTool tool) : IClassFixture<InstalledTool>, IAsyncLifetime
{
    private readonly TestRepository _origin = TestRepository.Init();
    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _key = SigningKey.New();
    private string _store = "";
    private string _first = "";

    public async Task InitializeAsync()
    {
        _store = azurite.Url(await azurite.NewContainerAsync());
        _origin.Write("app/app.csproj", "<Project/>\n");
        _origin.Write("app/src/Parser.cs", "public class Parser\n{\n    public int Parse(string text) => text.Length;\n}\n");
        _origin.Write("tool.py", "def tool():\n    return 1\n");
        _origin.Commit();
        _origin.Write("tool.py", "def tool():\n    return 2\n");
        _first = _origin.Commit().ToString();
    }

    public Task DisposeAsync()
    {
        _key.Dispose();
        _origin.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Pushes_publish_signed_snapshots_upon_each_other()
    {
        var index = _folder["an index.scip"];
        Directory.CreateDirectory(_folder.Path);
        File.WriteAllBytes(index, new ScipSketch("scip-python").Add("tool.py", "def tool():\n    return 2\n", (1, "tool", "def scip-python python app 1 tool/tool().")).ToBytes());
        using (var job = Job("push", $$"""{"before": "{{_origin.Run("rev-parse HEAD~1").Trim()}}"}""", ("scip", $"\n{index}\n"), ("embed", "true")))
        {
            await job.RunAsync();
            Assert.Contains("\"scip\":{\"documents\":1,", File.ReadAllText(Path.Combine(job.Temp, "revdex-index.json")), StringComparison.Ordinal);
            Assert.Contains("\"embed\":{\"model\":", File.ReadAllText(Path.Combine(job.Temp, "revdex-index.json")), StringComparison.Ordinal);
            Assert.Equal((_first, "3", ""), (job.Output("commit"), job.Output("extracted"), job.Output("nearest")));
            Assert.Contains("### Revdex: 1 symbol changed since", job.Summary, StringComparison.Ordinal);
            Assert.Contains("- body `function tool` in `tool.py:1`", job.Summary, StringComparison.Ordinal);
            Assert.DoesNotContain("PRIVATE", job.Log + job.Summary, StringComparison.Ordinal);
        }

        _origin.Write("app/src/Parser.cs", "public class Parser\n{\n    public int Parse(string text, int from) => text.Length - from;\n}\n");
        var second = _origin.Commit().ToString();
        using (var job = Job("push", $$"""{"before": "{{_first}}"}"""))
        {
            await job.RunAsync();
            Assert.DoesNotContain("\"embed\"", File.ReadAllText(Path.Combine(job.Temp, "revdex-index.json")), StringComparison.Ordinal);
            Assert.Equal((second, "1", _first), (job.Output("commit"), job.Output("extracted"), job.Output("nearest")));
            Assert.True(long.Parse(job.Output("bytes-put"), System.Globalization.CultureInfo.InvariantCulture) > 0);
            Assert.Contains("| `app` |  |  |  |  | 1 |  |", job.Summary, StringComparison.Ordinal);
            Assert.Contains(", was `public int Parse(string text)`", job.Summary, StringComparison.Ordinal);
            Assert.Contains($"| built upon | `{_first[..12]}`, 1 commits away |", job.Summary, StringComparison.Ordinal);
        }

        Assert.Equal((0, $"pulled {second[..12]}"), await PullAsync());
    }

    [Fact]
    public async Task Pull_requests_are_summarized_and_publish_nothing_unless_asked()
    {
        _origin.Run("checkout -q -b topic");
        _origin.Write("tool.py", "def tool():\n    return 2\n\ndef more():\n    return 3\n");
        var tip = _origin.Commit().ToString();
        var payload = $$"""{"pull_request": {"number": 7, "base": {"sha": "{{_first}}"} } }""";
        using (var job = Job("pull_request", payload))
        {
            await job.RunAsync();
            Assert.Equal((tip, ""), (job.Output("commit"), job.Output("bytes-put")));
            Assert.Contains("- added `function more` in `tool.py:4`", job.Summary, StringComparison.Ordinal);
        }

        using (var job = Job("pull_request", payload, ("publish-pull-request", "true")))
        {
            await job.RunAsync();
            Assert.NotEqual("", job.Output("bytes-put"));
        }

        Assert.Equal((0, "no snapshot of this history is in the store"), await PullAsync());
        Assert.Equal((0, $"pulled {tip[..12]}"), await PullAsync("--pr", "7"));
    }

    [Fact]
    public async Task A_first_push_without_a_store_is_only_summarized_and_inputs_are_data()
    {
        var marker = _folder["was-run"];
        using var job = Job("push", """{"before": "0000000000000000000000000000000000000000"}""", ("store", ""), ("base", $"$(touch {marker}); `touch {marker}`"));
        await job.RunAsync();
        Assert.Contains("There is no earlier commit to compare with.", job.Summary, StringComparison.Ordinal);
        Assert.False(File.Exists(marker));

        using var plain = Job("push", """{"before": "0000000000000000000000000000000000000000"}""", ("store", ""));
        await plain.RunAsync();
        Assert.Contains("### Revdex: 1 symbol changed since", plain.Summary, StringComparison.Ordinal);
        Assert.Equal("", plain.Output("bytes-put"));
    }

    [Fact]
    public async Task What_is_said_of_pull_requests_does_not_publish_a_push()
    {
        using var job = Job("push", """{"before": "0000000000000000000000000000000000000000"}""", ("publish", "false"), ("publish-pull-request", "true"));
        await job.RunAsync();
        Assert.Equal("", job.Output("bytes-put"));
        Assert.Equal((0, "no snapshot of this history is in the store"), await PullAsync());
    }

    [Fact]
    public void Other_actions_are_pinned_and_scripts_have_no_expressions()
    {
        foreach (var step in ActionFile.Read().Steps)
        {
            Assert.True(step.Uses.Length == 0 || Pinned().IsMatch(step.Uses), step.Uses);
            Assert.DoesNotContain("${{", step.Run, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_package_holds_what_its_platform_needs_and_nothing_of_another()
    {
        using (var package = new ToolPackage(tool.Package))
        {
            Assert.Empty(package.Faults());
            Assert.True(package.IsReadyToRun);
        }

        // The same under another platform's name is wrong in every file.
        var other = OperatingSystem.IsWindows() ? "linux-x64" : "win-x64";
        var copy = _folder[$"revdex.{other}.0.0.0-action.nupkg"];
        File.Copy(tool.Package, copy);
        using var mistaken = new ToolPackage(copy);
        var faults = mistaken.Faults();
        Assert.Contains(faults, f => f.EndsWith(" is missing", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("duckdb", StringComparison.Ordinal) && f.Contains(" is of ", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith("Revdex.Core.dll was compiled for machine ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_packed_tool_tells_the_whole_story_where_only_git_and_dotnet_are()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Links need a privilege there.
        }

        var bin = Directory.CreateDirectory(_folder["bin"]).FullName;
        foreach (var program in new[] { "git", "dotnet" })
        {
            File.CreateSymbolicLink(Path.Combine(bin, program), Which(program));
        }

        using var sample = new SampleRepository();
        var start = new ProcessStartInfo(tool.Executable, ["demo", "--json"])
        {
            WorkingDirectory = sample.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = bin;
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(start);
        Assert.True(exitCode == 0, errors);
        Assert.Contains(JsonElement.Parse(output).GetProperty("steps").EnumerateArray(), s => s.GetProperty("name").GetString() == "edit saved → found");
    }

    /// <summary>On a fresh machine: a checkout of one commit, as actions/checkout makes it, and an empty cache.</summary>
    private RunnerJob Job(string eventName, string payload, params (string Name, string Value)[] inputs)
    {
        var workspace = _folder[Guid.NewGuid().ToString("n")];
        var branch = _origin.Run("branch --show-current").Trim();
        _origin.Run("clone", "-q", "--depth=1", "--branch", branch, new Uri(_origin.Root).AbsoluteUri, Path.Combine(workspace, "checked out"));
        (string, string)[] common = [("store", _store), ("signing-key", _key.ToPem()), ("trusted-key", _key.PublicKey.Text), ("repository-path", "checked out")];
        var job = new RunnerJob(workspace, eventName, payload, [.. inputs, .. common]);
        tool.ShareWith(job);
        return job;
    }

    private async Task<(int ExitCode, string Output)> PullAsync(params string[] more)
    {
        using var clone = _origin.Clone();
        var start = new ProcessStartInfo(tool.Executable, ["pull", "-C", clone.Root, "--store", _store, "--cache", _folder[Guid.NewGuid().ToString("n")], .. more])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["REVDEX_TRUSTEDKEY"] = _key.PublicKey.Text;
        var (exitCode, output, _) = await RevdexProcess.RunAsync(start);
        return (exitCode, output.Split(',')[0].TrimEnd());
    }

    private static string Which(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).First(File.Exists);

    [GeneratedRegex("@[0-9a-f]{40}$")]
    private static partial Regex Pinned();
}
