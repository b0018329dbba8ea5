using System.Diagnostics;
using Revdex.Tests.GitHubAction;
using Revdex.Tests.Indexing;
using Revdex.Tests.Notes;
using Revdex.Tests.Snapshots;
using Revdex.Tests.Snapshots.Pruning;
using Revdex.Tests.Storage;

namespace Revdex.Tests;

/// <summary>
/// A real process that runs a named piece of test code, to be killed at any point. It says where it is in lines on standard output;
/// while its standard input is open it may wait there. Killed at the latest when disposed.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>By the name that <see cref="Start"/> takes; each gets the arguments and returns an exit code.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string[], int>> Jobs = new Dictionary<string, Func<string[], int>>
    {
        ["store-put"] = StorePutJob.Run,
        ["store-assemblies"] = StoreAssembliesJob.Run,
        ["cache-write"] = CacheWriteJob.Run,
        ["cache-hold"] = CacheHoldJob.Run,
        ["publish"] = PublishJob.Run,
        ["prune"] = PruneJob.Run,
        ["notes-put"] = NotesPutJob.Run,
        ["embed"] = EmbedJob.Run,
        ["check-packages"] = CheckPackagesJob.Run,
    };

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static ChildProcess Start(string job, params string[] args) => Start(null, job, args);

    /// <param name="environment">What it gets besides this process's.</param>
    public static ChildProcess Start(IReadOnlyDictionary<string, string>? environment, string job, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var arg in (string[])[typeof(ChildProcess).Assembly.Location, job, .. args])
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start)!); // null only where a running process is reused, which a new executable never is
    }

    /// <summary>The next line, or null when it ended.</summary>
    public string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>Gives it a line to read.</summary>
    public void WriteLine()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
    }

    /// <summary>Ends its wait and waits for its end.</summary>
    public int Finish()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>kill -9, and everything it still wrote to standard output.</summary>
    public IReadOnlyList<string> Kill()
    {
        _process.Kill();
        var lines = new List<string>();
        while (ReadLine() is { } line)
        {
            lines.Add(line);
        }

        _process.WaitForExit();
        return lines;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
