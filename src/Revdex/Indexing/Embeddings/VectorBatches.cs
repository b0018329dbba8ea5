using System.Diagnostics;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>
/// Collects vectors that are made for a commit. What is done is saved as checkpoints on the way, so that a run that is killed is taken up where it was; the file that comes of
/// it is the same however often that happened. For one run and one thread.
/// </summary>
/// <param name="known">Of the model; takes over all files that are opened or made here.</param>
/// <param name="interval">Between two checkpoints: what a kill costs at most, and a round.</param>
internal sealed class VectorBatches(LocalCache cache, KnownRows known, VectorModel model, TimeSpan interval) : IDisposable
{
    private readonly List<MappedVectors> _files = [];
    private readonly List<ContentHash> _done = [];
    private VectorFileBuilder? _builder;
    private Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Takes vectors of a round.</summary>
    public VectorFileBuilder Builder => _builder ??= new VectorFileBuilder(model);

    /// <summary>Opens what interrupted runs left of these blobs, and forgets what is in the snapshot already; tells which blobs are still to be done.</summary>
    /// <param name="missing">That no file of the snapshot has.</param>
    public List<EmbedTarget> TakeUp(IReadOnlyList<EmbedTarget> missing)
    {
        foreach (var id in cache.Checkpoints())
        {
            if (MappedVectors.TryOpen(cache, id) is not { } file || !known.TryAdd(file))
            {
                continue; // Of facts, or of another model.
            }

            if (missing.Any(target => Has(file, target)))
            {
                _files.Add(file);
                _done.Add(id);
            }
            else if (known.CoversAll(file))
            {
                cache.RemoveCheckpoint(id);
            }
        }

        return [.. missing.Where(target => !_files.Exists(f => Has(f, target)))];
    }

    /// <summary>To be called when the builder has all of a round.</summary>
    public void EndRound()
    {
        if (_clock.Elapsed < interval || _builder is null)
        {
            return;
        }

        Flush();
        cache.SaveCheckpoint(_files[^1].File);
        _done.Add(_files[^1].File.Id);
        _clock = Stopwatch.StartNew();
    }

    /// <summary>One file of the blobs that were missing alone: checkpoints of other work may hold more. Null where there are none.</summary>
    public MappedVectors? Complete(IReadOnlyList<EmbedTarget> missing)
    {
        if (_builder is not null)
        {
            Flush();
        }

        if (_files.Count <= 1 && _done.Count == 0)
        {
            return _files.SingleOrDefault();
        }

        var wanted = missing.Select(t => (t.Oid, t.Language)).ToHashSet();
        return VectorDraft.Land(cache, to => VectorMerger.Merge(model, [.. _files.Select(f => f.Vectors)], (file, blob) => wanted.Contains((file.Oid(blob), file.Language(blob))), to));
    }

    /// <summary>To be called once what was made is part of a snapshot.</summary>
    public void ForgetCheckpoints() => _done.ForEach(cache.RemoveCheckpoint);

    public void Dispose() => _builder?.Dispose();

    /// <summary>A checkpoint may be of a repository with other object ids.</summary>
    private static bool Has(MappedVectors file, in EmbedTarget target) => file.Vectors.OidLength == target.Oid.Length && file.Vectors.HasBlob(target.Oid, target.Language);

    private void Flush()
    {
        _files.Add(VectorDraft.Land(cache, Builder.Write));
        known.TryAdd(_files[^1]);
        _builder?.Dispose();
        _builder = null;
    }
}
