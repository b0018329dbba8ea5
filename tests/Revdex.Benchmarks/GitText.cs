using System.Diagnostics;

namespace Revdex.Benchmarks;

internal static class GitText
{
    /// <summary>Runs git in a folder and returns its output; a failure ends the benchmark.</summary>
    public static string Run(string folder, params string[] arguments) => RunAny(folder, 0, arguments);

    /// <summary>The same for <c>git grep</c>, which ends with 1 where nothing matches.</summary>
    public static string Grep(string folder, params string[] arguments) => RunAny(folder, 1, ["grep", .. arguments]);

    private static string RunAny(string folder, int exitCodeMax, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!; // Not null: a new process.
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode <= exitCodeMax ? output : throw new RevdexException($"git {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
