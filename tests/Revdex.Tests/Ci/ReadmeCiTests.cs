using System.Text.RegularExpressions;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.GitHubAction;
using Revdex.Tests.Storage;
using Revdex.Tests.Storage.Servers;
using Revdex.Trust;
using YamlDotNet.RepresentationModel;

namespace Revdex.Tests.Ci;

/// <summary>
/// What README.md gives to copy for CI systems, run as they run it: the job's scripts in a fresh checkout, with the variables that the system sets, against
/// real stores. Two pushes each, of a branch whose name has a slash.
/// </summary>
[Collection(nameof(AzuriteTests))]
public sealed partial class ReadmeCiTests(Azurite azurite) : IDisposable
{
    private const string Branch = "topic/parser";

    private readonly TestRepository _origin = TestRepository.Init();
    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _key = SigningKey.New();

    public void Dispose()
    {
        _key.Dispose();
        _origin.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void GitHub_workflow_gives_the_action_what_it_takes()
    {
        var job = (YamlMappingNode)ReadmeBlock.Yaml("GitHub")["jobs"]["index"];
        var step = (YamlMappingNode)((YamlSequenceNode)job["steps"])[1];
        Assert.StartsWith("OWNER/revdex@", step["uses"].ToString(), StringComparison.Ordinal);
        Assert.Subset(ActionFile.Read().InputDefaults.Keys.ToHashSet(), ReadmeBlock.Texts(step, "with").Keys.ToHashSet());
    }

    [Fact]
    public async Task GitLab_job_publishes_upon_the_last_push()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // The scripts are for a Unix shell.
        }

        var job = (YamlMappingNode)ReadmeBlock.Yaml("GitLab")["revdex"];
        Assert.Equal("$CI_COMMIT_BRANCH", job["rules"][0]["if"].ToString()); // Without a branch the script has nothing to check out.
        var variables = ReadmeBlock.Texts(job, "variables");
        await using var server = await S3Server.StartAsync();
        Dictionary<string, string> secrets = new() { ["AWS_ACCESS_KEY_ID"] = S3Server.KeyId, ["AWS_SECRET_ACCESS_KEY"] = S3Server.Secret };
        _ = ObjectStores.Open(variables["REVDEX_STORE"], new StoreOptions { Environment = secrets.GetValueOrDefault }); // It is one; ours is asked instead.
        await PublishTwiceAsync(server.Url(), secrets, async commit =>
        {
            using var machine = new CiMachine();
            machine.Set(variables, secrets, new Dictionary<string, string>
            {
                ["CI_COMMIT_BRANCH"] = Branch,
                ["CI_COMMIT_SHA"] = commit,
                ["REVDEX_STORE"] = server.Url(),
                ["REVDEX_SIGNING_KEY"] = KeyFile(), // Of type File.
                ["REVDEX_TRUSTEDKEY"] = _key.PublicKey.Text,
            });
            await machine.CheckOutAsync(_origin.Root, Branch, commit, variables["GIT_DEPTH"]);
            return await machine.RunAsync("bash", "-eo", "pipefail", "-c", string.Join('\n', (YamlSequenceNode)job["script"]));
        });
    }

    [Fact]
    public async Task Azure_pipeline_publishes_upon_the_last_push()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // As above.
        }

        var pipeline = ReadmeBlock.Yaml("Azure Pipelines");
        Assert.Equal("none", pipeline["pr"].ToString()); // Else a pull request's job would sign what nobody approved.
        var (checkOut, script) = (pipeline["steps"][0], (YamlMappingNode)pipeline["steps"][1]);
        var url = azurite.Url(await azurite.NewContainerAsync());
        var (store, sas) = (url[..url.IndexOf("&sv=", StringComparison.Ordinal)], url[url.IndexOf("sv=", StringComparison.Ordinal)..]);
        Dictionary<string, string> secrets = new() { ["AZURE_STORAGE_SAS_TOKEN"] = sas };
        await PublishTwiceAsync(store, secrets, async commit =>
        {
            Dictionary<string, string> variables = new()
            {
                ["sas"] = sas,
                ["signingKey"] = _key.ToPem().ReplaceLineEndings(" "), // A secret variable is one line.
                ["trustedKey"] = _key.PublicKey.Text,
                ["Build.SourceBranch"] = $"refs/heads/{Branch}",
                ["Build.SourceBranchName"] = Branch.Split('/')[^1],
                ["Build.SourceVersion"] = commit,
            };
            string Expand(string text) => Macro().Replace(text, m => variables.GetValueOrDefault(m.Groups[1].Value, m.Value));
            using var machine = new CiMachine();
            machine.Set(variables.Where(v => v.Key.Contains('.')).ToDictionary(v => v.Key.Replace('.', '_').ToUpperInvariant(), v => v.Value)); // Secrets are not set.
            machine.Set(ReadmeBlock.Texts(script, "env").ToDictionary(e => e.Key, e => Expand(e.Value)), new Dictionary<string, string> { ["REVDEX_STORE"] = store });
            await machine.CheckOutAsync(_origin.Root, Branch, commit, checkOut["fetchDepth"].ToString());
            return await machine.RunAsync("bash", "--noprofile", "--norc", "-c", Expand(script["bash"].ToString()));
        });
    }

    [Fact]
    public async Task Cron_publishes_upon_the_last_run_and_mails_only_failures()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // As above.
        }

        using var machine = new CiMachine();
        var store = new Uri(_folder["store"]).AbsoluteUri;
        var text = ReadmeBlock.Text("sh", "cron").Replace("file:///srv/revdex", store, StringComparison.Ordinal).Replace("/srv/clone", "clone", StringComparison.Ordinal)
            .Replace("/etc/revdex.pem", KeyFile(), StringComparison.Ordinal).Replace("/usr/local/bin", machine.Bin, StringComparison.Ordinal);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').ToList();
        machine.Environment["PATH"] = "/usr/bin:/bin";
        machine.Set(lines[..^1].Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1]));
        var command = Entry().Match(lines[^1]).Groups[1].Value;
        await PublishTwiceAsync(store, [], async _ =>
        {
            if (!Directory.Exists(Path.Combine(machine.Workspace, "clone")))
            {
                await machine.RunAsync("git", "clone", "-q", "--branch", Branch, new Uri(_origin.Root).AbsoluteUri, "clone");
            }

            Assert.Equal("", await machine.RunAsync("/bin/sh", "-c", command));
            return await File.ReadAllTextAsync(Path.Combine(machine.Workspace, "clone", ".git", "revdex.log"));
        });

        File.Delete(KeyFile());
        Assert.Contains("REVDEX_SIGNING_KEY holds neither", await machine.RunAsync("/bin/sh", "-c", command), StringComparison.Ordinal);
    }

    /// <param name="publish">Runs the job for a commit that was pushed; gives what it printed.</param>
    private async Task PublishTwiceAsync(string store, Dictionary<string, string> secrets, Func<string, Task<string>> publish)
    {
        _origin.Run("checkout", "-q", "-b", Branch);
        var first = Push("class Parser { }\n");
        await File.WriteAllTextAsync(KeyFile(), _key.ToPem());
        Assert.Contains($"published {first[..12]}", await publish(first), StringComparison.Ordinal);
        var second = Push("class Parser { int At; }\n");
        Assert.Contains($"built upon {first[..12]}", await publish(second), StringComparison.Ordinal);

        using var reader = new CiMachine();
        reader.Set(secrets, new Dictionary<string, string> { ["REVDEX_TRUSTEDKEY"] = _key.PublicKey.Text });
        await reader.CheckOutAsync(_origin.Root, Branch, second, "1");
        Assert.Contains($"pulled {second[..12]}", await reader.RunAsync("revdex", "pull", "--store", store), StringComparison.Ordinal);
        Assert.True(await ObjectStores.Open(store, new StoreOptions { Environment = secrets.GetValueOrDefault }).ExistsAsync(SnapshotKeys.Branch(Branch)));
    }

    private string Push(string text)
    {
        _origin.Write("src/Parser.cs", text);
        return _origin.Commit().ToString();
    }

    private string KeyFile() => _folder["revdex.pem"];

    [GeneratedRegex(@"\$\(([A-Za-z.]+)\)")]
    private static partial Regex Macro();

    /// <summary>Five fields of time, then the command.</summary>
    [GeneratedRegex(@"^(?:\S+ ){5}(.+)$")]
    private static partial Regex Entry();
}
