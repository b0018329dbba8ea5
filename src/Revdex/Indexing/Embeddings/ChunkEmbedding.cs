using System.Runtime.CompilerServices;
using Revdex.Embedding;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>Gives the chunks of blobs their vectors: those that are known for other blobs as they are, the others by the model, each text once. For one run.</summary>
/// <param name="known">Of the same model.</param>
/// <param name="workers">Rounds at once.</param>
internal sealed class ChunkEmbedding(ChunkSource source, IEmbedder embedder, KnownRows known, int workers, IProgress<WorkProgress>? progress)
{
    /// <summary>So many texts without one usable vector among them are a model that does not work; fewer may be of words that it does not know.</summary>
    private const int AllBadMin = 64;

    private readonly HashSet<ChunkKey> _wanted = [];
    private readonly HashSet<ChunkKey> _reused = [];
    private readonly HashSet<ChunkKey> _setAside = [];
    private long _total;

    /// <summary>Texts; without those that were set aside.</summary>
    public long EmbeddedCount { get; private set; }

    /// <summary>Texts whose vectors were known.</summary>
    public long ReusedCount => _reused.Count;

    public long SetAsideCount => _setAside.Count;

    /// <param name="blobs">Of which none is known.</param>
    /// <param name="to">Takes the vectors.</param>
    /// <exception cref="RevdexException">The model gives no usable vector of anything.</exception>
    public async Task RunAsync(IReadOnlyList<BlobPlan> blobs, VectorBatches to, CancellationToken cancellationToken)
    {
        var underWay = new Queue<Task<EmbedRound>>();
        try
        {
            await foreach (var round in RoundsAsync(blobs, cancellationToken).ConfigureAwait(false))
            {
                underWay.Enqueue(Task.Run(() => round.Embed(embedder, cancellationToken), cancellationToken));
                if (underWay.Count >= workers)
                {
                    Take(await underWay.Dequeue().ConfigureAwait(false), to);
                }
            }

            while (underWay.TryDequeue(out var task))
            {
                Take(await task.ConfigureAwait(false), to);
            }
        }
        finally
        {
            // The model is let go after this.
            await Task.WhenAll((IEnumerable<Task>)underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (EmbeddedCount == 0 && _setAside.Count >= AllBadMin)
        {
            throw new RevdexException($"the embedding model {embedder.ModelId} gave no usable vector for any of {_setAside.Count} texts (NaN, infinite or all zeros): its files may be damaged");
        }
    }

    /// <summary>A blob without new texts is not read again.</summary>
    private async IAsyncEnumerable<EmbedRound> RoundsAsync(IReadOnlyList<BlobPlan> blobs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isRead = blobs.Select(HasNewText).ToList();
        _total = _wanted.Count;
        await using var texts = source.ReadAsync([.. blobs.Where((_, i) => isRead[i]).Select(b => b.Target)], cancellationToken).GetAsyncEnumerator(cancellationToken);
        var round = new EmbedRound();
        for (var i = 0; i < blobs.Count; i++)
        {
            round.Blobs.Add(blobs[i]);
            if (isRead[i] && await texts.MoveNextAsync().ConfigureAwait(false) && texts.Current.Chunks is { } chunks)
            {
                AddTexts(round, chunks);
            }

            if (round.IsFull || i == blobs.Count - 1)
            {
                yield return round;
                round = new EmbedRound();
            }
        }
    }

    private bool HasNewText(BlobPlan blob)
    {
        var count = _wanted.Count;
        foreach (var place in blob.Places)
        {
            _ = known.HasRow(place.Key) ? _reused.Add(place.Key) : _wanted.Add(place.Key);
        }

        return _wanted.Count > count;
    }

    private void AddTexts(EmbedRound round, BlobChunks chunks)
    {
        for (var i = 0; i < chunks.Chunks.Length; i++)
        {
            var key = new ChunkKey(chunks.Chunks[i].Key);
            if (_wanted.Remove(key))
            {
                round.Keys.Add(key);
                round.Texts.Add(chunks.Texts[i]);
            }
        }
    }

    private void Take(EmbedRound round, VectorBatches batches)
    {
        var to = batches.Builder;
        if (round.Keys.Count > 0)
        {
            var bad = to.TakeRows(round.Keys.ToArray(), round.Rows);
            _setAside.UnionWith(bad);
            EmbeddedCount += round.Keys.Count - bad.Count;
            progress?.Report(new WorkProgress("embed", EmbeddedCount + SetAsideCount, _total, "chunks"));
        }

        foreach (var blob in round.Blobs)
        {
            var places = blob.Places.Where(p => !_setAside.Contains(p.Key)).ToArray();
            foreach (var place in places.Where(p => !to.HasRow(p.Key)))
            {
                known.Copy(place.Key, to);
            }

            to.AddBlob(blob.Target.Oid, blob.Target.Language, places);
        }

        batches.EndRound();
    }
}
