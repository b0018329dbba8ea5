using System.Globalization;
using System.Text;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Revdex.Storage.Remote;

namespace Revdex.Storage.AzureBlobs;

/// <summary>
/// Blocks of a block blob. They are invisible until committed, and whatever is not committed goes after a week. Their names hold the mark, so
/// that two writers of one key never mix.
/// </summary>
internal sealed class AzureParts(BlockBlobClient blob, string mark) : IPartedPut
{
    public Task PutAsync(int number, Stream body, CancellationToken cancellationToken) =>
        blob.StageBlockAsync(BlockId(number), body, cancellationToken: cancellationToken);

    public Task<bool> CompleteAsync(int partCount, CancellationToken cancellationToken)
    {
        var options = new CommitBlockListOptions { Metadata = AzureBucket.MetadataOf(mark), Conditions = AzureBucket.Absence };
        return AzureBucket.PutIfAsync(blob.CommitBlockListAsync(Enumerable.Range(1, partCount).Select(BlockId), options, cancellationToken));
    }

    public Task AbortAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>All of one length, as the service wants it.</summary>
    private string BlockId(int number) => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{mark}{number:d6}")));
}
