using System.Reflection;

namespace Revdex.Tests;

/// <summary>Where the sources of this checkout are; golden and frozen files are read from there.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = typeof(RepositoryRoot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;
}
