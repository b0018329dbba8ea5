using System.Runtime.CompilerServices;

namespace Revdex.Tests;

/// <summary>Every git that a test starts, also through the library, sees no configuration but the repository's own; and children start quickly.</summary>
internal static class TestEnvironment
{
    [ModuleInitializer]
    internal static void Isolate()
    {
        Environment.SetEnvironmentVariable("GIT_CONFIG_GLOBAL", OperatingSystem.IsWindows() ? "NUL" : "/dev/null");
        Environment.SetEnvironmentVariable("GIT_CONFIG_NOSYSTEM", "1");
        Environment.SetEnvironmentVariable("DOTNET_TieredCompilation", "1"); // Of extract workers, which live for a few blobs here, by code that is not compiled ahead.
        foreach (var name in new[] { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_CONFIG_COUNT", "REVDEX_CACHE", "REVDEX_STORE" })
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
