using System.Globalization;
using System.Text;
using Azure.Storage.Blobs.Models;
using Revdex.Storage.Remote;

namespace Revdex.Storage.AzureBlobs;

/// <summary>
/// Blocks of a block blob. They are invisible until committed, and whatever is not committed goes after a week. Their names hold the mark, so
/// that two writers of one key never mix.
/// </summary>
internal sealed class AzureParts(AzureBucket bucket, string key, string mark) : IPartedPut
{
    public Task PutAsync(int number, Stream body, CancellationToken cancellationToken) =>
        bucket.AskAsync(() => bucket.Blob(key).StageBlockAsync(BlockId(number), body, cancellationToken: cancellationToken));

    public Task<bool> CompleteAsync(int partCount, CancellationToken cancellationToken) => bucket.AskAsync(() => AzureBucket.PutIfAsync(() =>
    {
        var options = new CommitBlockListOptions { Metadata = AzureBucket.MetadataOf(mark), Conditions = AzureBucket.Absence };
        return bucket.Blob(key).CommitBlockListAsync(Enumerable.Range(1, partCount).Select(BlockId), options, cancellationToken);
    }));

    public Task AbortAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>All of one length, as the service wants it.</summary>
    private string BlockId(int number) => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{mark}{number:d6}")));
}
