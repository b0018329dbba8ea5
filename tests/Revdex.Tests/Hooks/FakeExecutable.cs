using System.Diagnostics;

namespace Revdex.Tests.Hooks;

/// <summary>
/// A program that hooks can start: it writes its arguments into a named pipe, and so stays until a test reads them. That git came back
/// before proves that it does not wait.
/// </summary>
internal sealed class FakeExecutable : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("revdex-test-");

    public FakeExecutable()
    {
        TestRepository.WriteScript(Path, $"#!/bin/sh\necho out\necho err >&2\necho \"$* in $(pwd -P)\" >'{Pipe}'\n");
        using var mkfifo = Process.Start("mkfifo", [Pipe]);
        mkfifo.WaitForExit();
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "with space", "revdex");

    private string Pipe => System.IO.Path.Combine(_folder.FullName, "pipe");

    /// <summary>Waits until so many have been started and returns what each wrote, sorted.</summary>
    public async Task<string[]> Started(int count)
    {
        var lines = new List<string>();
        while (lines.Count < count)
        {
            lines.AddRange(await Task.Run(() => File.ReadAllLines(Pipe)).WaitAsync(Timeout));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
