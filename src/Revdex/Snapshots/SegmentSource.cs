using System.Collections.Concurrent;
using Revdex.Segments;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Segments and their blobs tables, from the cache where it has them, else from the store. What it opened stays leased and mapped until it
/// is disposed. Safe for many threads.
/// </summary>
/// <param name="store">Null: only the cache.</param>
public sealed class SegmentSource(LocalCache cache, SnapshotStore? store, IProgress<WorkProgress>? progress = null) : IDisposable
{
    /// <summary>Downloads at once: enough to fill a line with few large objects, and unpacking keeps the cores busy anyway.</summary>
    private const int FetchParallelism = 4;

    /// <summary>What is answered from before it is whole lies in memory until then: a gigabyte of source and more; a larger snapshot is waited for.</summary>
    private const long ArrivingMaxBytes = 512L << 20;

    private readonly ConcurrentDictionary<ContentHash, Lazy<MappedSegment?>> _opened = new();
    private readonly ConcurrentBag<IDisposable> _held = [];
    private long _fetchedBytes;
    private long _bytesToFetch;

    /// <summary>The segment if the cache has it; owned by this.</summary>
    public MappedSegment? TryOpen(ContentHash id)
    {
        var opened = _opened.GetOrAdd(id, _ => new Lazy<MappedSegment?>(() => MappedSegment.TryOpen(cache, id)));
        if (opened.Value is null)
        {
            _opened.TryRemove(new(id, opened)); // It may come.
        }

        return opened.Value;
    }

    /// <summary>The segment, downloaded if need be; owned by this.</summary>
    /// <exception cref="InvalidDataException">Neither cache nor store has it whole.</exception>
    public async Task<MappedSegment> OpenAsync(ManifestSegment entry, CancellationToken cancellationToken)
    {
        if (TryOpen(entry.Id) is { } local)
        {
            return local;
        }

        await FetchAllAsync([entry], cancellationToken).ConfigureAwait(false);
        return TryOpen(entry.Id) ?? throw new InvalidDataException($"segment {entry.Id}: of a format that this program does not read");
    }

    /// <summary>Brings into the cache and opens what is not there yet.</summary>
    /// <exception cref="InvalidDataException">The store lacks a bundle, or it is damaged.</exception>
    /// <exception cref="RevdexException">The store fails, or they are larger than the cache may be.</exception>
    public Task FetchAllAsync(IEnumerable<ManifestSegment> entries, CancellationToken cancellationToken) => FetchAllAsync(entries, null, cancellationToken);

    /// <summary>The same.</summary>
    /// <param name="begun">Takes over those that come from the store, when their beginnings are here; not called where it is not worth while. Null: nobody asks.</param>
    internal async Task FetchAllAsync(IEnumerable<ManifestSegment> entries, Action<IReadOnlyDictionary<ContentHash, Segment>>? begun, CancellationToken cancellationToken)
    {
        var absent = entries.Where(e => TryOpen(e.Id) is null).ToList();
        CheckBudget(absent.Sum(e => e.SizeBytes));
        Interlocked.Add(ref _bytesToFetch, absent.Sum(e => e.Bundle?.SizeBytes ?? 0));
        var options = new ParallelOptions { MaxDegreeOfParallelism = FetchParallelism, CancellationToken = cancellationToken };
        using var parts = begun is null || absent.Count > FetchParallelism || absent.Sum(e => e.SizeBytes) > ArrivingMaxBytes ? null : new ArrivingSegments(absent.Count, begun);
        await Parallel.ForEachAsync(absent, options, async (entry, ct) => Add(entry.Id, MappedSegment.TryMap(await BringAsync(entry.File, parts, ct).ConfigureAwait(false)))).ConfigureAwait(false);
    }

    /// <summary>Brings parts into the cache; they stay leased until this is disposed.</summary>
    /// <exception cref="InvalidDataException">The store lacks a bundle, or it is damaged.</exception>
    /// <exception cref="RevdexException">The store fails, or they are larger than the cache may be.</exception>
    public async Task FetchPartsAsync(IEnumerable<ManifestPart> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            var file = cache.TryOpenSegment(part.Id);
            if (file is null)
            {
                CheckBudget(part.SizeBytes);
                Interlocked.Add(ref _bytesToFetch, part.Bundle?.SizeBytes ?? 0);
                file = await BringAsync(part.File, null, cancellationToken).ConfigureAwait(false);
            }

            _held.Add(file);
        }
    }

    /// <summary>The blobs table of a segment, without its facts where those are not in the cache.</summary>
    /// <exception cref="InvalidDataException">Neither cache nor store has it whole.</exception>
    public async Task<BlobsTable> BlobsAsync(ManifestSegment entry, CancellationToken cancellationToken)
    {
        if (TryOpen(entry.Id) is { } local)
        {
            return BlobsTable.FromSegment(local.Segment);
        }

        if (store is null || entry.Blobs is not { } reference)
        {
            throw new InvalidDataException($"segment {entry.Id}: not in the cache");
        }

        var bytes = cache.TryReadObject(reference);
        if (bytes is null)
        {
            bytes = await store.ReadObjectAsync(reference, cancellationToken).ConfigureAwait(false);
            cache.SaveObject(reference.Sha256, bytes);
        }

        return BlobsTable.Read(bytes, entry.Id.ToString());
    }

    public void Dispose()
    {
        foreach (var held in _opened.Values.Where(o => o.IsValueCreated).Select(o => o.Value).Concat(_held))
        {
            held?.Dispose();
        }
    }

    /// <summary>Before a byte is fetched: a lie about sizes must not fill the disk.</summary>
    private void CheckBudget(long sizeBytes)
    {
        if (sizeBytes > cache.Options.BudgetBytes)
        {
            throw new RevdexException(
                $"the snapshot takes {sizeBytes} bytes, and the cache may hold {cache.Options.BudgetBytes}: raise revdex.cachebudget if it is right");
        }
    }

    private async Task<CachedSegment> BringAsync(PackedFile entry, ArrivingSegments? parts, CancellationToken cancellationToken)
    {
        if (store is null || entry.Bundle is not { } reference)
        {
            throw new InvalidDataException($"{entry.Noun} {entry.Id}: not in the cache");
        }

        await using var from = await store.OpenObjectAsync(reference, cancellationToken).ConfigureAwait(false);
        using var draft = cache.NewSegment();
        try
        {
            var name = $"{SnapshotKeys.Object(reference.Sha256)} in {store.Name}";
            await new BundleUnpacker(entry, name, draft.Handle, Report, parts)
                .RunAsync(from, (offset, length, ct) => store.TryGetRangeAsync(reference, offset, length, ct), cancellationToken).ConfigureAwait(false);
            store.Counts.NoteGot(reference.SizeBytes);
            return draft.Land(entry.Id);
        }
        catch (InvalidDataException e)
        {
            throw store.Damaged(e.Message);
        }
    }

    private void Report(long sizeBytes) =>
        progress?.Report(new WorkProgress("fetch", Interlocked.Add(ref _fetchedBytes, sizeBytes), Interlocked.Read(ref _bytesToFetch), "bytes"));

    private void Add(ContentHash id, MappedSegment? segment)
    {
        if (segment is not null && !_opened.TryAdd(id, new Lazy<MappedSegment?>(segment)))
        {
            _held.Add(segment);
        }
    }
}
