using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Revdex.Storage.Remote;

namespace Revdex.Storage.AzureBlobs;

/// <summary>
/// A container of Azure Blob Storage, or of what speaks like it. An account with a hierarchical namespace lists a slash before all other
/// characters; all others list by key.
/// </summary>
internal sealed class AzureBucket : IBucket
{
    private const string MarkName = "revdex_mark";

    private readonly BlobContainerClient _container;
    private readonly string _prefix;
    private readonly string _credential;
    private readonly int _pageMax;

    private AzureBucket(string name, BlobContainerClient container, string prefix, string credential, int pageMax) =>
        (Name, _container, _prefix, _credential, _pageMax) = (name, container, prefix, credential, pageMax);

    public string Name { get; }

    public bool CanList => true;

    /// <exception cref="RevdexException">The URL is malformed, or not allowed.</exception>
    public static AzureBucket Open(StoreUrl url, StoreOptions options)
    {
        var slash = url.Path.IndexOf('/', StringComparison.Ordinal);
        var (container, prefix) = slash < 0 ? (url.Path, "") : (url.Path[..slash], url.Path[(slash + 1)..]);
        if (!IsName(url.Place, extra: "") || !(IsName(container, extra: "-") || container is "$web" or "$root"))
        {
            throw new RevdexException($"'{url}' names no container: write az://account/container/prefix", ExitCode.Usage);
        }

        var (client, credential) = AzureAccess.Open(url, container, options);
        return new AzureBucket(url.ToString(), client, url.KeyPrefix(prefix), credential, options.Limits.PageMax);
    }

    /// <summary>The client's messages hold headers and addresses.</summary>
    public Exception Translate(Exception e) => e switch
    {
        RequestFailedException { Status: 0, InnerException: { } inner } => inner,
        RequestFailedException { Status: (int)HttpStatusCode.PreconditionFailed } => StoreFault.Changed(),
        RequestFailedException { Status: not 0 } refusal => StoreFault.Of((HttpStatusCode)refusal.Status, refusal.ErrorCode, Advice(refusal), RetryAfter(refusal), refusal),
        _ => e,
    };

    public async Task<BucketRead?> GetAsync(string key, long offset, long? length, string? etag, CancellationToken cancellationToken)
    {
        var options = new BlobDownloadOptions
        {
            Range = offset == 0 && length is null ? default : new HttpRange(offset, length),
            Conditions = etag is null ? null : new BlobRequestConditions { IfMatch = new ETag(etag) },
        };
        try
        {
            var answer = (await Blob(key).DownloadStreamingAsync(options, cancellationToken).ConfigureAwait(false)).Value;
            var details = answer.Details;
            var total = TotalOf(details.ContentRange) ?? details.ContentLength;
            return new BucketRead(answer.Content, details.ContentRange is null ? 0 : offset, total, details.ETag.ToString(), answer);
        }
        catch (RequestFailedException e) when (e.Status == (int)HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return BucketRead.Beyond(offset);
        }
        catch (RequestFailedException e) when (IsAbsent(e))
        {
            return null;
        }
    }

    public async Task<string?> MarkOfAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Blob(key).GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return found.Value.Metadata.TryGetValue(MarkName, out var mark) ? mark : "";
        }
        catch (RequestFailedException e) when (IsAbsent(e))
        {
            return null;
        }
    }

    public Task<bool> PutAsync(string key, Stream body, bool ifAbsent, string mark, CancellationToken cancellationToken) =>
        PutIfAsync(Blob(key).UploadAsync(body, new BlobUploadOptions { Metadata = MetadataOf(mark), Conditions = ifAbsent ? Absence : null }, cancellationToken));

    public Task<IPartedPut> BeginPartsAsync(string key, string mark, CancellationToken cancellationToken) =>
        Task.FromResult<IPartedPut>(new AzureParts(_container.GetBlockBlobClient(_prefix + key), mark));

    public async Task<BucketPage> ListAsync(string prefix, string? after, CancellationToken cancellationToken)
    {
        var pages = _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, _prefix + prefix, cancellationToken).AsPages(after, _pageMax);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            var found = page.Values.Select(b => new StoredObject(b.Name[_prefix.Length..], b.Properties.ContentLength ?? 0, b.Properties.LastModified ?? default));
            return new BucketPage([.. found.Where(o => StoreKey.IsValid(o.Key))], page.ContinuationToken is { Length: > 0 } next ? next : null);
        }

        return new BucketPage([], null);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => Blob(key).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    internal static BlobRequestConditions Absence => new() { IfNoneMatch = ETag.All };

    internal static Dictionary<string, string> MetadataOf(string mark) => new() { [MarkName] = mark };

    /// <summary>False where the condition did not hold: a blob is there.</summary>
    internal static async Task<bool> PutIfAsync<T>(Task<T> put)
    {
        try
        {
            await put.ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.Status == (int)HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }

    private BlockBlobClient Blob(string key) => _container.GetBlockBlobClient(_prefix + key);

    private static TimeSpan? RetryAfter(RequestFailedException e) =>
        e.GetRawResponse() is { } response && response.Headers.TryGetValue("Retry-After", out var value) ? StoreHttp.RetryAfter(value) : null;

    private string Advice(RequestFailedException e) => e.ErrorCode switch
    {
        "ContainerNotFound" => "make the container first, or check its name",
        _ when e.Status is 401 or 403 or 404 or 409 => $"{_credential} may not do this: reading takes the role 'Storage Blob Data Reader', publishing '… Contributor' (README, Stores)",
        _ => "check the URL",
    };

    private static bool IsAbsent(RequestFailedException e) => e.Status == (int)HttpStatusCode.NotFound && e.ErrorCode is "BlobNotFound" or "" or null;

    private static long? TotalOf(string? contentRange) =>
        contentRange?.LastIndexOf('/') is >= 0 and var slash && long.TryParse(contentRange.AsSpan(slash + 1), out var total) ? total : null;

    private static bool IsName(string name, string extra) =>
        name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || extra.Contains(c, StringComparison.Ordinal));
}
