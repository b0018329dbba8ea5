using System.Diagnostics;
using System.Runtime.InteropServices;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Ci;

/// <summary>A fresh machine that runs one job: nothing in its home, and no environment but what the job's system gives.</summary>
internal sealed class CiMachine : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CiMachine()
    {
        Directory.CreateDirectory(Workspace);
        Directory.CreateDirectory(Bin);
        File.CreateSymbolicLink(Path.Combine(Bin, "revdex"), Path.Combine(AppContext.BaseDirectory, "revdex"));
        Environment["PATH"] = $"{Bin}:{System.Environment.GetEnvironmentVariable("PATH")}";
        Environment["HOME"] = _folder.Path;
        Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")); // Wherever .NET was installed to here.
        Environment["GIT_CONFIG_NOSYSTEM"] = "1";
    }

    public string Workspace => _folder["work space"];

    /// <summary>Where revdex is installed.</summary>
    public string Bin => _folder["bin"];

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Adds to the environment; later ones win.</summary>
    public void Set(params Dictionary<string, string>[] variables)
    {
        foreach (var (name, value) in variables.SelectMany(v => v))
        {
            Environment[name] = value;
        }
    }

    /// <summary>A commit alone and detached, as GitLab's and Azure's agents check it out.</summary>
    public async Task CheckOutAsync(string repository, string branch, string commit, string depth)
    {
        await RunAsync("git", "init", "-q");
        await RunAsync("git", "remote", "add", "origin", new Uri(repository).AbsoluteUri);
        await RunAsync("git", "fetch", "-q", "--no-tags", $"--depth={depth}", "origin", $"+{commit}:refs/pipelines/1", $"+refs/heads/{branch}:refs/remotes/origin/{branch}");
        await RunAsync("git", "checkout", "-q", "--force", "--detach", commit);
    }

    /// <summary>What it printed, errors included; a failure fails the test.</summary>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Workspace,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var (exitCode, output, errors) = await RevdexProcess.RunAsync(start);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}{errors}");
        return output + errors;
    }

    public void Dispose() => _folder.Dispose();
}
