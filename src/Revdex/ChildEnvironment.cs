using System.Diagnostics;

namespace Revdex;

/// <summary>What a disposable child that works on data from outside gets of our environment: what it needs to start, and no secret.</summary>
internal static class ChildEnvironment
{
    /// <summary>By name; and what steers the runtime itself (<c>DOTNET_</c>, <c>COMPlus_</c>).</summary>
    private static readonly string[] Kept =
    [
        "PATH", "HOME", "TMPDIR", "TEMP", "TMP", "LANG", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "windir", "USERPROFILE", "PATHEXT",
        "ProgramFiles", // Where .NET is, if nothing else says so.
    ];

    /// <summary>Takes everything else away.</summary>
    public static void Reduce(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(name => !IsKept(name)).ToList())
        {
            start.Environment.Remove(name);
        }
    }

    private static bool IsKept(string name) =>
        Kept.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("COMPlus_", StringComparison.OrdinalIgnoreCase);
}
