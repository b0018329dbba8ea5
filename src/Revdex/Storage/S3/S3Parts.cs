using System.Collections.Concurrent;
using Amazon.S3.Model;
using Revdex.Storage.Remote;

namespace Revdex.Storage.S3;

/// <summary>A multipart upload. A writer that was killed leaves parts, which nobody sees; a life-cycle rule of the bucket removes them.</summary>
internal sealed class S3Parts(S3Bucket bucket, string key, string fullKey, string uploadId) : IPartedPut
{
    private readonly ConcurrentDictionary<int, string> _etags = new();

    public async Task PutAsync(int number, Stream body, CancellationToken cancellationToken)
    {
        var request = new UploadPartRequest
        {
            BucketName = bucket.BucketName,
            Key = fullKey,
            UploadId = uploadId,
            PartNumber = number,
            InputStream = body,
            PartSize = body.Length,
            UseChunkEncoding = false,
            DisablePayloadSigning = !bucket.SignsBody,
        };
        _etags[number] = (await bucket.Client.UploadPartAsync(request, cancellationToken).ConfigureAwait(false)).ETag;
    }

    public async Task<bool> CompleteAsync(int partCount, CancellationToken cancellationToken)
    {
        if (bucket.Condition is null && await bucket.MarkOfAsync(key, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        var request = new CompleteMultipartUploadRequest
        {
            BucketName = bucket.BucketName,
            Key = fullKey,
            UploadId = uploadId,
            IfNoneMatch = bucket.Condition,
            PartETags = [.. Enumerable.Range(1, partCount).Select(number => new PartETag(number, _etags[number]))],
        };
        return await S3Bucket.PutIfAsync(bucket.Client.CompleteMultipartUploadAsync(request, cancellationToken)).ConfigureAwait(false);
    }

    public Task AbortAsync(CancellationToken cancellationToken) => bucket.Client.AbortMultipartUploadAsync(
        new AbortMultipartUploadRequest { BucketName = bucket.BucketName, Key = fullKey, UploadId = uploadId }, cancellationToken);
}
