using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Revdex.Storage.Remote;

namespace Revdex.Storage.AzureBlobs;

/// <summary>The token of who is logged in with <c>az login</c>.</summary>
internal static class AzureCommandLine
{
    /// <summary>It is searched in the absolute folders of PATH only: the system's own search begins in the current folder, which a repository may fill.</summary>
    public static string? TryFind(string? path)
    {
        var name = OperatingSystem.IsWindows() ? "az.cmd" : "az";
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    public static async Task<AccessToken> TokenAsync(string azPath, string? tenant, CancellationToken cancellationToken)
    {
        string[] arguments = ["account", "get-access-token", "--resource", "https://storage.azure.com/", "--output", "json", .. tenant is null ? [] : (string[])["--tenant", tenant]];
        var start = new ProcessStartInfo(azPath, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var ours in start.Environment.Keys.Where(name => name.StartsWith("REVDEX_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(ours); // A key and a store's SAS are none of its business.
        }

        using var process = Process.Start(start) ?? throw new StoreFault("az did not start", isTransient: false);
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await errors.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0 && Parse(output) is { } token ? token : throw new StoreFault("'az account get-access-token' failed: run az login", isTransient: false);
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>Null: no such answer. <c>expires_on</c> is seconds since 1970; versions before 2.54 give only a local time.</summary>
    internal static AccessToken? Parse(string output)
    {
        try
        {
            using var answer = JsonDocument.Parse(output);
            var root = answer.RootElement;
            var expires = root.TryGetProperty("expires_on"u8, out var seconds)
                ? DateTimeOffset.FromUnixTimeSeconds(seconds.GetInt64())
                : DateTimeOffset.Parse(root.GetProperty("expiresOn"u8).GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal); // A missing text is an ArgumentNullException, caught below.
            return new AccessToken(root.GetProperty("accessToken"u8).GetString()!, expires); // As above.
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }
    }
}
