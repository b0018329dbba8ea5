using Revdex.Storage;

namespace Revdex.Tests.Storage;

/// <summary>Child: uses a store in a folder and says which client libraries that loaded.</summary>
internal static class StoreAssembliesJob
{
    public static int Run(string[] args)
    {
        using var folder = new TemporaryFolder();
        ObjectStores.Open(folder.Path).ExistsAsync("a").GetAwaiter().GetResult();
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name ?? "")
            .Where(n => n.StartsWith("Azure", StringComparison.Ordinal) || n.StartsWith("AWSSDK", StringComparison.Ordinal) || n == "System.Net.Http");
        Console.WriteLine(string.Join(' ', loaded.DefaultIfEmpty("none")));
        return 0;
    }
}
