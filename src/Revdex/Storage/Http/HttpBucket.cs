using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using Revdex.Storage.Remote;

namespace Revdex.Storage.Http;

/// <summary>
/// A store's files behind a web server (a CDN, a release page, a pages site): read-only, and not to be listed. A query in its URL (a SAS, a
/// CDN's token) goes with each request to that host and no further, a user and password as Basic authorisation.
/// </summary>
internal sealed class HttpBucket : IBucket
{
    private readonly HttpClient _client;
    private readonly string _base;
    private readonly string _query;
    private readonly AuthenticationHeaderValue? _authorization;

    private HttpBucket(HttpClient client, Uri uri, AuthenticationHeaderValue? authorization)
    {
        _client = client;
        Name = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        _base = $"{Name}/";
        _query = uri.Query;
        _authorization = authorization;
    }

    public string Name { get; }

    public bool CanList => false;

    /// <exception cref="RevdexException">The URL is malformed, or not allowed.</exception>
    public static HttpBucket Open(string url, StoreOptions options)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw new RevdexException($"'{StoreUrl.Redacted(url)}' names no store: write https://host/path", ExitCode.Usage);
        }

        StoreHttp.CheckScheme(uri, options);
        if (!options.IsNamedByUser && (uri.UserInfo.Length > 0 || uri.Query.Length > 0))
        {
            throw new RevdexException($"store {StoreUrl.Redacted(url)}: a committed {StoreUrl.CommittedFile} may name a store, but no credential", ExitCode.Usage);
        }

        return new HttpBucket(StoreHttp.NewClient(options, redirects: true), uri, Basic(Uri.UnescapeDataString(uri.UserInfo)));
    }

    public Exception Translate(Exception e) => e;

    public async Task<BucketRead?> GetAsync(string key, long offset, long? length, string? etag, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, key);
        if (offset > 0 || length is not null)
        {
            request.Headers.Range = new RangeHeaderValue(offset, offset + length - 1);
            request.Headers.IfRange = etag is not null && EntityTagHeaderValue.TryParse(etag, out var tag) && !tag.IsWeak ? new RangeConditionHeaderValue(tag) : null;
        }

        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var read = await ReadAsync(response, offset, cancellationToken).ConfigureAwait(false);
        if (etag is null || read?.ETag is null || read.ETag == etag)
        {
            return read;
        }

        read.Dispose();
        throw StoreFault.Changed();
    }

    public async Task<string?> MarkOfAsync(string key, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Head, key);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return IsAbsent(response.StatusCode) ? null : response.IsSuccessStatusCode ? "" : throw FaultOf(response);
    }

    public Task<bool> PutAsync(string key, Stream body, bool ifAbsent, string mark, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<IPartedPut> BeginPartsAsync(string key, string mark, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<BucketPage> ListAsync(string prefix, string? after, CancellationToken cancellationToken) =>
        throw new RevdexException($"store {Name}: a web server's files cannot be listed: use the az://, s3:// or file:// store behind it", ExitCode.Store);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw ReadOnly();

    private static async Task<BucketRead?> ReadAsync(HttpResponseMessage response, long offset, CancellationToken cancellationToken)
    {
        try
        {
            var (content, etag) = (response.Content, response.Headers.ETag?.ToString());
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK:
                    return new BucketRead(await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), 0, content.Headers.ContentLength, etag, response);
                case HttpStatusCode.PartialContent:
                    var range = content.Headers.ContentRange;
                    return new BucketRead(await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), range?.From ?? offset, range?.Length, etag, response);
                case HttpStatusCode.RequestedRangeNotSatisfiable:
                    response.Dispose();
                    return BucketRead.Beyond(offset);
                case var absent when IsAbsent(absent):
                    response.Dispose();
                    return null;
                default:
                    throw FaultOf(response);
            }
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string key)
    {
        var request = new HttpRequestMessage(method, new Uri($"{_base}{key}{_query}"));
        request.Headers.Authorization = _authorization;
        return request;
    }

    private static AuthenticationHeaderValue? Basic(string userInfo) =>
        userInfo.Length == 0 ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(userInfo)));

    private static bool IsAbsent(HttpStatusCode status) => status is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    private static StoreFault FaultOf(HttpResponseMessage response) => StoreFault.Of(
        response.StatusCode,
        null,
        (int)response.StatusCode is 401 or 403 ? "it wants a credential: a user and password or a token belong into the URL, in git config revdex.store" : "check the URL",
        StoreHttp.RetryAfter(response.Headers.RetryAfter?.ToString()));

    private RevdexException ReadOnly() => new($"store {Name}: https:// is read-only: publish to the az://, s3:// or file:// store behind it", ExitCode.Store);
}
