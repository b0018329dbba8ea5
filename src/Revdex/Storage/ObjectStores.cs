using System.Runtime.CompilerServices;
using Revdex.Storage.AzureBlobs;
using Revdex.Storage.Http;
using Revdex.Storage.Remote;
using Revdex.Storage.S3;

namespace Revdex.Storage;

/// <summary>Opens the store that a URL names. The one place that knows which kinds there are.</summary>
public static class ObjectStores
{
    private const string Known = "write az://account/container, s3://bucket, https://host/path, file:///folder or the path of a folder";

    /// <param name="url">
    /// <c>az://ACCOUNT/CONTAINER/PREFIX</c>, <c>s3://BUCKET/PREFIX</c>, <c>https://HOST/PATH</c> (read-only), <c>file:///FOLDER</c>, or the path of a
    /// folder (README, "Stores").
    /// </param>
    /// <exception cref="RevdexException">No such kind of store, a malformed URL, or one that <paramref name="options"/> does not allow.</exception>
    public static IObjectStore Open(string url, StoreOptions? options = null)
    {
        options ??= new StoreOptions();
        var colon = url.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0)
        {
            return string.IsNullOrWhiteSpace(url) ? throw Unknown(url) : OpenFolder(url, options);
        }

        return url[..colon].ToLowerInvariant() switch
        {
            "file" => OpenFolder(FolderOf(url), options),
            "az" => new RemoteStore(OpenAzure(StoreUrl.Parse(url), options), options.Limits),
            "s3" => new RemoteStore(OpenS3(StoreUrl.Parse(url), options), options.Limits),
            "https" or "http" => new RemoteStore(HttpBucket.Open(url, options), options.Limits),
            _ => throw Unknown(url),
        };
    }

    /// <summary>A URL for people to see: without what may be secret in it.</summary>
    public static string Redacted(string url) => StoreUrl.Redacted(url);

    /// <summary>By itself, so that the client's assemblies are loaded for such stores only.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IBucket OpenAzure(StoreUrl url, StoreOptions options) => AzureBucket.Open(url, options);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IBucket OpenS3(StoreUrl url, StoreOptions options) => S3Bucket.Open(url, options);

    /// <summary>A folder on another machine (\\host\share) logs in there with the user's own name: no committed file may cause that.</summary>
    private static FolderStore OpenFolder(string folder, StoreOptions options) =>
        options.IsNamedByUser || !Path.GetFullPath(folder).StartsWith(@"\\", StringComparison.Ordinal)
            ? new FolderStore(folder)
            : throw new RevdexException($"a committed {StoreUrl.CommittedFile} may not name a folder on another machine: git config revdex.store may", ExitCode.Usage);

    private static string FolderOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !(uri.Host is "" or "localhost" || OperatingSystem.IsWindows()))
        {
            throw new RevdexException($"'{url}' names no folder: write file:///absolute/path", ExitCode.Usage);
        }

        return uri.Host == "localhost" ? Uri.UnescapeDataString(uri.AbsolutePath) : uri.LocalPath;
    }

    private static RevdexException Unknown(string url) => new($"'{StoreUrl.Redacted(url)}' is no store that this version knows: {Known}", ExitCode.Usage);
}
