namespace Revdex.Cli.Demo;

/// <summary>The demo's temporary folders: a store, two caches that know nothing of each other, and a clone. Deleted at the end.</summary>
internal sealed class DemoFolders : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("revdex-demo-");

    /// <summary>Of the machine that publishes, as CI would be.</summary>
    public string PublisherCache => Path.Combine(_root.FullName, "publisher-cache");

    public string Store => Path.Combine(_root.FullName, "store");

    public string StoreUrl => new Uri(Store + Path.DirectorySeparatorChar).AbsoluteUri.TrimEnd('/');

    public string Clone => Path.Combine(_root.FullName, "clone");

    /// <summary>Of the machine that reads: empty at first.</summary>
    public string ReaderCache => Path.Combine(_root.FullName, "reader-cache");

    public static long SizeOf(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length) : 0;

    /// <summary>Git's objects are read-only, which Windows takes as a reason not to delete them.</summary>
    public void Dispose()
    {
        foreach (var file in _root.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }

        _root.Delete(recursive: true);
    }
}
