using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>
/// Estimates how many seconds it takes to answer for a target when starting from a snapshot. One for each search: it remembers sizes. The rates are
/// constants, so that every machine makes the same choice.
/// </summary>
internal sealed class SnapshotCost(GitRepository repository, LocalCache cache, SnapshotStore? store, SnapshotTarget target, SnapshotSearch search) : IDisposable
{
    /// <summary>Two cores at the 4 MB/s that parsing, extraction and segment writing take together.</summary>
    private const double ParseBytesPerSecond = 8e6;

    /// <summary>Before anything is parsed, workers are started and grammars loaded; afterwards a segment is written.</summary>
    private const double ParseStartSeconds = 0.3;

    /// <summary>Brotli, writing and hashing.</summary>
    private const double UnpackBytesPerSecond = 300e6;

    /// <summary>More blobs than this are not asked for their sizes one by one.</summary>
    private const int SizedBlobsMax = 2_000;

    /// <summary>What source files have on average.</summary>
    private const long TypicalBlobBytes = 8 * 1024;

    private readonly Dictionary<Oid, long> _sizes = [];
    private readonly ILookup<Oid, BlobKey> _wanted = target.Blobs.ToLookup(b => b.Oid);
    private CatFile? _catFile;

    /// <summary>By what differs between the two trees. The snapshot's commit must be in the repository.</summary>
    public async Task<(double Fetch, double Parse)> OfAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        var stale = target.Blobs.Where(b => manifest.Fingerprints[b.Language.Id] != b.Language.Fingerprint).ToHashSet();
        if (manifest.Tree != target.Tree)
        {
            var changes = repository.DiffTrees(manifest.Commit, target.Commit, cancellationToken);
            var before = changes.Select(c => c.OldOid).ToHashSet();
            stale.UnionWith(changes.Select(c => c.NewOid).Where(oid => !before.Contains(oid)).SelectMany(oid => _wanted[oid]));
        }

        return (FetchSeconds(manifest), await ParseSecondsAsync([.. stale], cancellationToken).ConfigureAwait(false));
    }

    /// <summary>By what the snapshot's segments cover, for a commit that the repository may not have. Null: nothing, or it cannot be told.</summary>
    public async Task<(double Fetch, double Parse)?> OfAsync(Manifest manifest, SegmentSource segments, CancellationToken cancellationToken)
    {
        try
        {
            var parts = new List<SegmentPart>();
            foreach (var entry in manifest.Segments)
            {
                parts.Add(new SegmentPart(entry, await segments.BlobsAsync(entry, cancellationToken).ConfigureAwait(false)));
            }

            var missing = new Coverage(target.Blobs, parts).Missing;
            return missing.Count == target.Blobs.Count ? null : (FetchSeconds(manifest), await ParseSecondsAsync(missing, cancellationToken).ConfigureAwait(false));
        }
        catch (InvalidDataException e)
        {
            store?.Report(e.Message);
            return null;
        }
    }

    public void Dispose() => _catFile?.Dispose();

    private double FetchSeconds(Manifest manifest)
    {
        var absent = manifest.Segments.Where(s => !cache.HasSegment(s.Id)).ToList();
        if (absent.Count == 0 || store is null)
        {
            return 0;
        }

        return search == SnapshotSearch.ToExtend
            ? store.Speed.SecondsFor(absent.Sum(s => s.Blobs?.SizeBytes ?? 0), requests: 1)
            : store.Speed.SecondsFor(absent.Sum(s => s.Bundle?.SizeBytes ?? 0), requests: 1) + (absent.Sum(s => s.SizeBytes) / UnpackBytesPerSecond);
    }

    private async Task<double> ParseSecondsAsync(IReadOnlyCollection<BlobKey> blobs, CancellationToken cancellationToken)
    {
        if (blobs.Count == 0)
        {
            return 0;
        }

        if (blobs.Count > SizedBlobsMax)
        {
            return ParseStartSeconds + (blobs.Count * TypicalBlobBytes / ParseBytesPerSecond);
        }

        var unknown = blobs.Select(b => b.Oid).Where(oid => !_sizes.ContainsKey(oid)).Distinct().ToList();
        if (unknown.Count > 0)
        {
            _catFile ??= repository.OpenCatFile();
            await foreach (var (oid, content) in _catFile.ReadAllAsync(unknown, 0, cancellationToken).ConfigureAwait(false))
            {
                _sizes[oid] = content?.SizeBytes ?? 0;
            }
        }

        return ParseStartSeconds + (blobs.Sum(b => _sizes[b.Oid]) / ParseBytesPerSecond);
    }
}
