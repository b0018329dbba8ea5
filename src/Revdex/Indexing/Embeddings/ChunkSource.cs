using System.Runtime.CompilerServices;
using Revdex.Embedding;
using Revdex.Extraction;
using Revdex.Extraction.Documents;
using Revdex.Git;
using Revdex.Query.Embedded;
using Revdex.Segments;

namespace Revdex.Indexing.Embeddings;

/// <summary>Reads blobs and cuts them into chunks along the facts of a snapshot.</summary>
/// <param name="segments">Of the snapshot; held by the caller.</param>
/// <param name="workers">Blobs that are cut at once.</param>
internal sealed class ChunkSource(GitRepository repository, IReadOnlyList<Segment> segments, int workers)
{
    /// <summary>Cut ahead of who takes them, for each worker: one large blob must not leave the others without work.</summary>
    private const int AheadPerWorker = 8;

    /// <summary>Of their contents.</summary>
    private const long AheadMaxBytes = 64L * 1024 * 1024;

    /// <summary>In the order given. Null: it cannot be told, since the object or its facts are lacking; none: it is not worth it.</summary>
    public async IAsyncEnumerable<(EmbedTarget Target, BlobChunks? Chunks)> ReadAsync(IReadOnlyList<EmbedTarget> targets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var catFile = repository.OpenCatFile();
        var underWay = new Queue<(Task<(EmbedTarget, BlobChunks?)> Task, int Bytes)>();
        var (next, underWayBytes) = (0, 0L);
        try
        {
            await foreach (var (_, content) in catFile.ReadAllAsync([.. targets.Select(t => t.Oid)], i => BlobScreening.SizeMaxBytes(targets[i].Form), cancellationToken).ConfigureAwait(false))
            {
                var target = targets[next++];
                underWay.Enqueue((Task.Run(() => (target, ChunksOf(target, content)), cancellationToken), content?.Bytes.Length ?? 0));
                underWayBytes += content?.Bytes.Length ?? 0;
                while (underWay.Count >= AheadPerWorker * workers || (underWayBytes > AheadMaxBytes && underWay.Count > 1))
                {
                    var (first, bytes) = underWay.Dequeue();
                    underWayBytes -= bytes;
                    yield return await first.ConfigureAwait(false);
                }
            }

            while (underWay.TryDequeue(out var last))
            {
                yield return await last.Task.ConfigureAwait(false);
            }
        }
        finally
        {
            // The segments are let go after this.
            await Task.WhenAll(underWay.Select(ahead => (Task)ahead.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private BlobChunks? ChunksOf(in EmbedTarget target, BlobContent? content) => content switch
    {
        null => null,
        { IsLeftOut: true } => BlobChunks.None,
        { } blob when target.IsText => BlobCutting.Of(null, 0, () => blob.Bytes),
        { } blob => ChunksOf(target, blob.Bytes),
    };

    private BlobChunks? ChunksOf(EmbedTarget target, ReadOnlyMemory<byte> content)
    {
        foreach (var segment in segments)
        {
            var ordinal = segment.FindLanguage(target.Language.Id, target.Language.Fingerprint);
            if (ordinal >= 0 && segment.TryFindBlob(target.Oid, ordinal, out var blob))
            {
                return BlobCutting.Of(segment, blob, () => DocumentText.Of(target.Form, content)) ?? BlobChunks.None;
            }
        }

        return null;
    }
}
