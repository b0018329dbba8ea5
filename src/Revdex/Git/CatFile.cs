using System.Runtime.CompilerServices;

namespace Revdex.Git;

/// <summary>
/// Reads blobs through long-lived git processes. Safe for many threads; answers come in the order of the questions. An object that is
/// missing, is no blob or is damaged is null; a git that dies is started again and costs at most the object it died of.
/// </summary>
public sealed class CatFile : IDisposable
{
    /// <summary>Questions that a bulk read has under way: their lines (66 bytes with a SHA-256) fit into the pipe, so that writing never blocks.</summary>
    private const int BulkCountMax = 512;

    /// <summary>Content that a bulk read has under way, so that git works while the consumer does and memory stays bounded.</summary>
    private const long BulkMaxBytes = 8 * 1024 * 1024;

    private readonly CatFileProcess _process;

    internal CatFile(GitCommand git, string commonDirectory, ObjectFormat format, bool isPartialClone) =>
        _process = new CatFileProcess(git, commonDirectory, format, isPartialClone);

    /// <summary>One blob.</summary>
    /// <param name="oid">Of any object; what is not a blob is absent.</param>
    /// <param name="sizeMaxBytes">Of a larger blob only the size is read.</param>
    /// <param name="cancellationToken">Gives up waiting; what git sends for it is read past.</param>
    /// <returns>Null: missing.</returns>
    /// <exception cref="RevdexException">Git fails for a reason that is not the object's.</exception>
    public async Task<BlobContent?> ReadAsync(Oid oid, long sizeMaxBytes, CancellationToken cancellationToken)
    {
        var size = await AskAsync(new CatFileRequest(oid, wantsContent: false), cancellationToken).ConfigureAwait(false);
        return IsWanted(size, sizeMaxBytes)
            ? await AskAsync(new CatFileRequest(oid, wantsContent: true), cancellationToken).ConfigureAwait(false)
            : size;
    }

    /// <summary>
    /// Many blobs, in the order given. Sizes are asked well ahead and content within a budget of bytes, so that memory is bounded however
    /// slow the consumer is (by 8 MB, or one blob where that is larger). Leaving early is fine.
    /// </summary>
    public IAsyncEnumerable<(Oid Oid, BlobContent? Content)> ReadAllAsync(IReadOnlyList<Oid> oids, long sizeMaxBytes, CancellationToken cancellationToken) =>
        ReadAllAsync(oids, _ => sizeMaxBytes, cancellationToken);

    /// <summary>Many blobs, as above, each up to a size of its own.</summary>
    /// <param name="oids">In the order wanted.</param>
    /// <param name="sizeMaxBytes">Of the blob at a place; of a larger one only the size is read.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async IAsyncEnumerable<(Oid Oid, BlobContent? Content)> ReadAllAsync(
        IReadOnlyList<Oid> oids, Func<int, long> sizeMaxBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bulk = new CatFileBulk(_process, oids, sizeMaxBytes, BulkCountMax, BulkMaxBytes);
        try
        {
            for (var i = 0; i < oids.Count; i++)
            {
                yield return (oids[i], await bulk.NextAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            bulk.Abandon();
        }
    }

    /// <summary>Ends git; what is still asked for fails with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => _process.Dispose();

    internal static bool IsWanted(BlobContent? size, long sizeMaxBytes) => size is { SizeBytes: > 0 } known && known.SizeBytes <= sizeMaxBytes;

    private async Task<BlobContent?> AskAsync(CatFileRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _process.Send([request]);
        await using var registration = cancellationToken.Register(request.Abandon).ConfigureAwait(false);
        return await request.Answer.ConfigureAwait(false);
    }
}
