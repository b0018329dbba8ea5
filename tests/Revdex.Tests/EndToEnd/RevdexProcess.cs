using System.Diagnostics;
using System.Text;

namespace Revdex.Tests.EndToEnd;

/// <summary>Runs the real executable, as it lies beside the tests.</summary>
internal static class RevdexProcess
{
    private const int TimeoutMs = 5 * 60 * 1000;

    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "revdex.dll");

    public static ProcessStartInfo StartInfo(string folder, params string[] arguments) => new("dotnet", [Assembly, .. arguments])
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
    };

    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, params string[] arguments) =>
        RunAsync(StartInfo(folder, arguments));

    /// <param name="timeoutMs">What hangs is killed then.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(ProcessStartInfo start, int timeoutMs = TimeoutMs)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException("the process does not start");
        using var timeout = new CancellationTokenSource(timeoutMs);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
