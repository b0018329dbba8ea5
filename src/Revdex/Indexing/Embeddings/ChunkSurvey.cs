using Revdex.Embedding;
using Revdex.Embedding.Learning;
using Revdex.Query.Embedded;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>Reads all blobs once, so that it is known how much there is to embed, and what of it is known already.</summary>
internal static class ChunkSurvey
{
    private const int ReportedBlobs = 64;

    /// <summary>Where the chunks of the blobs stand. One that cannot be read has no plan.</summary>
    /// <param name="corpus">Takes each text once; null: nobody wants them.</param>
    public static async Task<List<BlobPlan>> RunAsync(
        ChunkSource source, IReadOnlyList<EmbedTarget> targets, TermCorpus? corpus, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var (blobs, seen, done) = (new List<BlobPlan>(targets.Count), new HashSet<ChunkKey>(), 0);
        await foreach (var (target, chunks) in source.ReadAsync(targets, cancellationToken).ConfigureAwait(false))
        {
            if (++done % ReportedBlobs == 0 || done == targets.Count)
            {
                progress?.Report(new WorkProgress("chunk", done, targets.Count, "blobs"));
            }

            if (chunks is null)
            {
                continue;
            }

            blobs.Add(new BlobPlan(target, [.. chunks.Chunks.ToArray().Select(EmbedBatch.Place)]));
            for (var i = 0; corpus is not null && i < chunks.Chunks.Length; i++)
            {
                if (seen.Add(new ChunkKey(chunks.Chunks[i].Key)))
                {
                    corpus.Add(chunks.Texts[i].Span);
                }
            }
        }

        return blobs;
    }
}
