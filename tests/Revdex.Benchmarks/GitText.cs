using System.Diagnostics;

namespace Revdex.Benchmarks;

internal static class GitText
{
    /// <summary>Runs git in a folder and returns its output; a failure ends the benchmark.</summary>
    public static string Run(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!; // Not null: a new process.
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new RevdexException($"git {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
