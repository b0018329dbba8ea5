using System.Net;
using System.Net.Http;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Model;
using Revdex.Storage.Remote;

namespace Revdex.Storage.S3;

/// <summary>
/// A bucket of Amazon S3, or of what speaks like it. Putting if absent is a conditional put (<c>If-None-Match: *</c>); <c>conditional=off</c>
/// looks first and puts then, for stores that have none.
/// </summary>
internal sealed class S3Bucket : IBucket
{
    private const string MarkName = "revdex-mark";
    private const string IfNone = "*";

    private readonly string _prefix;
    private readonly S3Access _access;

    private S3Bucket(string name, string bucketName, string prefix, S3Access access) => (Name, BucketName, _prefix, _access) = (name, bucketName, prefix, access);

    public string Name { get; }

    public bool CanList => true;

    internal string BucketName { get; }

    internal AmazonS3Client Client => _access.Client;

    /// <summary>Of a put that is to make an object; null where the store is not to be asked for one.</summary>
    internal string? Condition => _access.IsConditional ? IfNone : null;

    /// <summary>Over https the connection protects the body, and it need not be read twice.</summary>
    internal bool SignsBody => _access.IsPlain;

    /// <exception cref="RevdexException">The URL is malformed, or not allowed.</exception>
    public static S3Bucket Open(StoreUrl url, StoreOptions options)
    {
        var isName = url.Place.Length is >= 3 and <= 63 && url.Place.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');
        if (!isName)
        {
            throw new RevdexException($"'{url}' names no bucket: write s3://bucket/prefix", ExitCode.Usage);
        }

        var prefix = url.KeyPrefix(url.Path);
        var access = S3Access.Open(url, options);
        return new S3Bucket($"{url}{access.Query}", url.Place, prefix, access);
    }

    public Exception Translate(Exception e) => e switch
    {
        AmazonServiceException { StatusCode: HttpStatusCode.PreconditionFailed } => StoreFault.Changed(),
        AmazonServiceException { StatusCode: not 0 } refusal => FaultOf(refusal),
        AmazonServiceException { InnerException: { } inner } => inner,
        AmazonClientException { InnerException: { } inner and (IOException or HttpRequestException) } => inner,
        AmazonClientException => new StoreFault($"the S3 client failed ({e.Message.ReplaceLineEndings(" ")})", isTransient: false, null, e),
        _ => e,
    };

    public async Task<BucketRead?> GetAsync(string key, long offset, long? length, string? etag, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = BucketName, Key = _prefix + key, EtagToMatch = etag, ByteRange = RangeOf(offset, length) };
        try
        {
            var answer = await Client.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
            var isPart = answer.HttpStatusCode == HttpStatusCode.PartialContent;
            var total = isPart ? TotalOf(answer.ContentRange) : answer.ContentLength;
            return new BucketRead(answer.ResponseStream, isPart ? offset : 0, total, answer.ETag, answer);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return BucketRead.Beyond(offset);
        }
        catch (AmazonS3Exception e) when (IsAbsent(e))
        {
            return null;
        }
    }

    public async Task<string?> MarkOfAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = BucketName, Key = _prefix + key }, cancellationToken).ConfigureAwait(false);
            return found.Metadata[MarkName] ?? "";
        }
        catch (AmazonS3Exception e) when (IsAbsent(e))
        {
            return null;
        }
    }

    public async Task<bool> PutAsync(string key, Stream body, bool ifAbsent, string mark, CancellationToken cancellationToken)
    {
        if (ifAbsent && Condition is null && await MarkOfAsync(key, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        var request = new PutObjectRequest
        {
            BucketName = BucketName,
            Key = _prefix + key,
            InputStream = body,
            AutoCloseStream = false,
            UseChunkEncoding = false,
            DisablePayloadSigning = !SignsBody,
            IfNoneMatch = ifAbsent ? Condition : null,
            Metadata = { [MarkName] = mark },
        };
        return await PutIfAsync(Client.PutObjectAsync(request, cancellationToken)).ConfigureAwait(false);
    }

    public async Task<IPartedPut> BeginPartsAsync(string key, string mark, CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = BucketName, Key = _prefix + key, Metadata = { [MarkName] = mark } };
        var answer = await Client.InitiateMultipartUploadAsync(request, cancellationToken).ConfigureAwait(false);
        return new S3Parts(this, key, _prefix + key, answer.UploadId);
    }

    public async Task<BucketPage> ListAsync(string prefix, string? after, CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = BucketName, Prefix = _prefix + prefix, ContinuationToken = after };
        var page = await Client.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
        var found = (page.S3Objects ?? []).Select(o => new StoredObject(o.Key[_prefix.Length..], o.Size ?? 0, o.LastModified ?? default));
        return new BucketPage([.. found.Where(o => StoreKey.IsValid(o.Key))], page.IsTruncated == true ? page.NextContinuationToken : null);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        Client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = BucketName, Key = _prefix + key }, cancellationToken);

    /// <summary>False where the condition did not hold: an object is there.</summary>
    internal static async Task<bool> PutIfAsync<T>(Task<T> put)
    {
        try
        {
            await put.ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }

    private StoreFault FaultOf(AmazonServiceException e)
    {
        var retryAfter = e.InnerException is HttpErrorResponseException { Response: { } response } ? StoreHttp.RetryAfter(response.GetHeaderValue("Retry-After")) : null;
        return e.ErrorCode == "ConditionalRequestConflict"
            ? new StoreFault("another put of the object was under way", isTransient: true, retryAfter, e)
            : StoreFault.Of(e.StatusCode, e.ErrorCode, Advice(e), retryAfter, e);
    }

    private string Advice(AmazonServiceException e) => (int)e.StatusCode switch
    {
        501 => "it knows no conditional puts: add ?conditional=off to its URL (README, Stores, tells what is lost)",
        301 or 307 => "the bucket is in another region: add ?region=… to its URL",
        _ when e.ErrorCode == "NoSuchBucket" => "make the bucket first, or check its name and endpoint",
        401 or 403 => $"{_access.Credential} may not do this: reading takes s3:GetObject and s3:ListBucket (without that one S3 refuses also what is not there), publishing s3:PutObject (README, Stores)",
        _ => "check the URL",
    };

    private static bool IsAbsent(AmazonS3Exception e) => e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket";

    private static ByteRange? RangeOf(long offset, long? length) =>
        length is { } count ? new ByteRange(offset, offset + count - 1) : offset > 0 ? new ByteRange($"bytes={offset}-") : null;

    private static long? TotalOf(string? contentRange) =>
        contentRange?.LastIndexOf('/') is >= 0 and var slash && long.TryParse(contentRange.AsSpan(slash + 1), out var total) ? total : null;
}
