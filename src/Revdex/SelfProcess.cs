using System.Diagnostics;
using Revdex.Trust;

namespace Revdex;

/// <summary>
/// Starts this program again, as the disposable child that risky work is done in (extraction, SQL). Works from the installed
/// executable, from <c>dotnet revdex.dll</c>, and from a test host that has revdex.dll beside it.
/// </summary>
internal static class SelfProcess
{
    private const string AssemblyFile = "revdex.dll";

    /// <summary>Redirected standard input and output, no window, no shell; standard error is inherited, and the environment without the signing key.</summary>
    /// <exception cref="RevdexException">Neither executable nor revdex.dll is where it should be.</exception>
    public static ProcessStartInfo StartInfo(params string[] args)
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove(SigningKey.Variable);
        SetProgram(start);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return start;
    }

    private static void SetProgram(ProcessStartInfo start)
    {
        if (Environment.ProcessPath is { } self && IsRevdex(self))
        {
            start.FileName = self;
            return;
        }

        var assembly = Path.Combine(AppContext.BaseDirectory, AssemblyFile);
        if (!File.Exists(assembly))
        {
            throw new RevdexException($"{assembly} is missing: revdex cannot start its helper process; install it again");
        }

        start.FileName = DotnetHost();
        start.ArgumentList.Add(assembly);
    }

    /// <summary>Not by the name without its ending: what that is of <c>Revdex.Benchmarks</c>, on Linux, is no ending.</summary>
    private static bool IsRevdex(string path) =>
        Path.GetFileName(path) is var name && (name.Equals("revdex", StringComparison.OrdinalIgnoreCase) || name.Equals("revdex.exe", StringComparison.OrdinalIgnoreCase));

    /// <summary>The host we run under, where it is <c>dotnet</c>; else the one the runtime names, else the one on PATH.</summary>
    private static string DotnetHost()
    {
        if (Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            return self;
        }

        return Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host) ? host : "dotnet";
    }
}
