using System.Reflection;

namespace Revdex.Benchmarks;

/// <summary>This checkout: the baseline is compiled from its sources.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = typeof(RepositoryRoot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;
}
