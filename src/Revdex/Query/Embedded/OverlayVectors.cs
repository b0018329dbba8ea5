using Revdex.Embedding;
using Revdex.Git;
using Revdex.Query.Tools.Search;
using Revdex.Vectors;

namespace Revdex.Query.Embedded;

/// <summary>
/// Vectors of files that no snapshot has them of: a few are made before the question is answered, the rest beside the answering. They are kept by content, so that an
/// edit costs the chunks that it changed. Safe for many threads.
/// </summary>
/// <param name="embedder">The caller's; disposed after this.</param>
internal sealed class OverlayVectors(IEmbedder embedder) : IDisposable
{
    /// <summary>Chunks that are embedded for one question: by the figures of the benchmark `embeddings` a third of a second with a static model, cutting included.</summary>
    private const int QuickChunksMax = 4_096;

    /// <summary>The same with a transformer, which takes far longer for one: what an edit or two change.</summary>
    private const int SlowChunksMax = 16;

    /// <summary>More files than this an ONNX model is not set upon: that is hours of the user's machine, and CI's to do.</summary>
    private const int SlowFilesMax = 200;

    /// <summary>Files that are read and cut for one question.</summary>
    private const int FilesMax = 256;

    /// <summary>Blobs beyond this are forgotten where the view that is asked about has them no more.</summary>
    private const int KeptMax = 4_096;

    private readonly bool _isSlow = embedder is OnnxEmbedder;
    private readonly Lock _making = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly VectorLayer _layer = new(new VectorModel(embedder.ModelId.ToString(), embedder.Dimensions));
    private Task _filling = Task.CompletedTask;

    /// <summary>Makes what is quickly made, and has the rest made.</summary>
    /// <param name="mount">Of the state's view.</param>
    /// <param name="lackingCount">Contents of the view that have no vectors still.</param>
    /// <returns>What there is now; the caller disposes it.</returns>
    /// <exception cref="RevdexException">There is no room for them.</exception>
    public VectorLayerView Embed(QueryState state, VectorMount mount, CancellationToken cancellation, out int lackingCount)
    {
        lackingCount = Lacking(state.View, mount).Count;
        if (lackingCount > 0 && !(_isSlow && lackingCount > SlowFilesMax))
        {
            lock (_making)
            {
                lackingCount = Make(state, mount, cancellation);
                if (lackingCount > 0 && _filling.IsCompleted && !_stop.IsCancellationRequested)
                {
                    var held = state.Share(null);
                    _filling = Task.Run(() => Fill(held, mount), CancellationToken.None);
                }
            }
        }

        return _layer.View();
    }

    /// <summary>Contents of a view that have no vectors, neither of a snapshot nor made here.</summary>
    public int CountLacking(View view, VectorMount mount) => Lacking(view, mount).Count;

    public void Dispose()
    {
        _stop.Cancel();
        _filling.GetAwaiter().GetResult();
        _layer.Dispose();
        _stop.Dispose();
    }

    /// <summary>Ends when all are made that can be, when nobody asks any more, or when there is no room.</summary>
    private void Fill(QueryState state, VectorMount mount)
    {
        using (state)
        {
            try
            {
                for (var (before, left) = (int.MaxValue, int.MaxValue - 1); left > 0 && left < before;)
                {
                    lock (_making)
                    {
                        (before, left) = (left, Make(state, mount, _stop.Token));
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or RevdexException)
            {
                // Nobody asks any more; or the next question meets the same and says it.
            }
        }
    }

    /// <summary>One batch; under the lock.</summary>
    /// <returns>How many have none still, of those that can be read.</returns>
    private int Make(QueryState state, VectorMount mount, CancellationToken cancellation)
    {
        var lacking = Lacking(state.View, mount);
        using var known = _layer.View();
        using var batch = new EmbedBatch(embedder, _layer.Model, [.. mount.Sources, .. known.Sources]);
        var (left, taken) = (0, 0);
        foreach (var file in lacking)
        {
            cancellation.ThrowIfCancellationRequested();
            if (taken >= FilesMax || batch.NewCount >= (_isSlow ? SlowChunksMax : QuickChunksMax) || !TryChunk(state, file, out var chunks))
            {
                left++;
            }
            else if (chunks is not null)
            {
                batch.Add(state.View.Oid(file), mount.Files.LanguageOf(file), chunks);
                taken++;
            }
        }

        if (taken > 0)
        {
            _layer.Put(batch.Complete(cancellation));
            Forget(mount);
        }

        return left;
    }

    private List<int> Lacking(View view, VectorMount mount)
    {
        if (mount.Missing.Length == 0)
        {
            return [];
        }

        using var layer = _layer.View();
        return [.. mount.Missing.Where(file => !layer.HasBlob(view.Oid(file), mount.Files.LanguageOf(file)))];
    }

    /// <param name="chunks">None for what is not to be embedded; null where the text is not to be had, which search by text says.</param>
    /// <returns>False where its facts are not there yet.</returns>
    private static bool TryChunk(QueryState state, int file, out BlobChunks? chunks)
    {
        var (hasLanguage, hasFacts) = (state.View.Language(file) is not null, state.TryLocate(file, out var mounted, out var blob));
        chunks = null;
        if (hasLanguage && !hasFacts)
        {
            return false;
        }

        chunks = BlobCutting.Of(mounted?.Segment, blob, () => TextWords.TryRead(state, file, out var content) ? content : (ReadOnlyMemory<byte>?)null);
        return true;
    }

    private void Forget(VectorMount mount)
    {
        using var layer = _layer.View();
        if (layer.BlobCount > KeptMax)
        {
            _layer.Remove((oid, language) => !mount.Files.Of(oid, language).Any());
        }
    }
}
