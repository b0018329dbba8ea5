namespace Revdex.Storage;

/// <summary>Opens the store that a URL names. The one place that knows which kinds there are.</summary>
public static class ObjectStores
{
    /// <param name="url"><c>file:///folder</c> or the path of a folder.</param>
    /// <exception cref="RevdexException">No such kind of store, or a malformed URL.</exception>
    public static IObjectStore Open(string url)
    {
        var colon = url.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0)
        {
            return string.IsNullOrWhiteSpace(url) ? throw Unknown(url) : new FolderStore(url);
        }

        return url[..colon].ToLowerInvariant() switch
        {
            "file" => new FolderStore(FolderOf(url)),
            _ => throw Unknown(url),
        };
    }

    private static string FolderOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !(uri.Host is "" or "localhost" || OperatingSystem.IsWindows()))
        {
            throw new RevdexException($"'{url}' names no folder: write file:///absolute/path", ExitCode.Usage);
        }

        return uri.Host == "localhost" ? Uri.UnescapeDataString(uri.AbsolutePath) : uri.LocalPath;
    }

    private static RevdexException Unknown(string url) =>
        new($"'{url}' is no store that this version knows: write file:///folder or the path of a folder", ExitCode.Usage);
}
