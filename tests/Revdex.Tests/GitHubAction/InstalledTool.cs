namespace Revdex.Tests.GitHubAction;

/// <summary>The packed tool, installed once by the action's own step.</summary>
public sealed class InstalledTool : IAsyncLifetime
{
    internal const string Step = "Install revdex";

    private RunnerJob? _job;

    public string Folder => Path.Combine(_job!.Temp, "revdex-tool"); // Set before any test runs.

    /// <summary>This platform's package that it was installed from.</summary>
    internal string Package => ToolPackage.In(Path.Combine(_job!.Temp, "revdex-packages")).Single();

    public string Executable => Path.Combine(Folder, OperatingSystem.IsWindows() ? "revdex.exe" : "revdex");

    public async Task InitializeAsync()
    {
        _job = new RunnerJob(Path.GetTempPath(), "push", "{}");
        CopyNatives(Path.Combine(_job.Temp, "revdex-build", "native"));
        await _job.RunAsync(step => step.Name == Step);
    }

    public Task DisposeAsync()
    {
        _job?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Makes the tool known to another job, as if it had used the action before.</summary>
    internal void ShareWith(RunnerJob job) => Directory.CreateSymbolicLink(Path.Combine(job.Temp, "revdex-tool"), Folder);

    /// <summary>What the build of these tests fetched and compiled need not be fetched again: the step finds it done.</summary>
    private static void CopyNatives(string to)
    {
        var from = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "native"));
        foreach (var platform in Directory.EnumerateFiles(from, "installed.txt", SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(f)!))
        {
            var folder = Path.Combine(to, Path.GetFileName(platform));
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(platform))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
        }
    }
}
