using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Indexing;

/// <summary>
/// Extracts blobs into one new segment of the cache. What is done is saved as checkpoint segments on the way, so that a run that
/// is killed is taken up where it was; the segment is the same however often that happened and however many workers there are.
/// </summary>
internal sealed class BlobExtraction(GitRepository repository, LocalCache cache, ExtractorPool pool, IProgress<WorkProgress>? progress)
{
    /// <summary>Facts per checkpoint: about two seconds of work on two cores are what a kill costs at most.</summary>
    private const long CheckpointBytes = 8 * 1024 * 1024;

    /// <summary>Blobs between git and the workers; with git's own read-ahead enough to keep every worker busy.</summary>
    private const int UnderWayMax = 64;

    /// <summary>Their contents: files of code are far below, documents may be large.</summary>
    private const long UnderWayMaxBytes = 64L * 1024 * 1024;

    private static readonly SegmentLanguage[] Languages = [.. LanguageSet.Default.All.Select(l => new SegmentLanguage(l.Id, l.Fingerprint))];

    private readonly List<CachedSegment> _checkpoints = [];
    private readonly List<BlobFacts> _batch = [];
    private long _batchBytes;

    private readonly List<ContentHash> _done = [];

    /// <summary>Blobs that were extracted now, the skipped included; those of an interrupted run were not.</summary>
    public int ExtractedCount { get; private set; }

    /// <summary>The segment that covers all of <paramref name="missing"/>, leased; null where nothing is missing.</summary>
    /// <exception cref="RevdexException">git or the workers cannot be run, or the cache cannot be written.</exception>
    public async Task<CachedSegment?> RunAsync(IReadOnlyList<BlobKey> missing, CancellationToken cancellationToken)
    {
        if (missing.Count == 0)
        {
            return null;
        }

        var before = UsefulCheckpoints(missing);
        try
        {
            var left = missing.Where(key => !before.Any(c => Contains(c.Segment, key))).ToList();
            await ExtractAsync(left, cancellationToken).ConfigureAwait(false);
            return Merge(missing, before);
        }
        finally
        {
            before.ForEach(c => c.Dispose());
            _checkpoints.ForEach(c => c.Dispose());
        }
    }

    /// <summary>To be called once what was extracted is part of a snapshot.</summary>
    public void ForgetCheckpoints() => _done.ForEach(cache.RemoveCheckpoint);

    private List<MappedSegment> UsefulCheckpoints(IReadOnlyList<BlobKey> missing)
    {
        var useful = new List<MappedSegment>();
        foreach (var id in cache.Checkpoints())
        {
            if (MappedSegment.TryOpen(cache, id) is not { } checkpoint)
            {
                continue;
            }

            if (missing.Any(key => Contains(checkpoint.Segment, key)))
            {
                useful.Add(checkpoint);
            }
            else
            {
                checkpoint.Dispose();
            }
        }

        return useful;
    }

    private async Task ExtractAsync(List<BlobKey> keys, CancellationToken cancellationToken)
    {
        using var catFile = repository.OpenCatFile();
        var underWay = new Queue<(Task<BlobFacts> Task, int Bytes)>();
        var (done, index, underWayBytes) = (0, 0, 0L);
        await foreach (var (oid, content) in catFile.ReadAllAsync([.. keys.Select(k => k.Oid)], i => keys[i].Language.SizeMaxBytes, cancellationToken).ConfigureAwait(false))
        {
            underWay.Enqueue((ExtractAsync(oid, keys[index++].Language, content, cancellationToken), content?.Bytes.Length ?? 0));
            underWayBytes += content?.Bytes.Length ?? 0;
            while (underWay.Count == UnderWayMax || (underWayBytes > UnderWayMaxBytes && underWay.Count > 1))
            {
                var (first, bytes) = underWay.Dequeue();
                underWayBytes -= bytes;
                Add(await first.ConfigureAwait(false));
                Report(++done, keys.Count);
            }
        }

        while (underWay.TryDequeue(out var next))
        {
            Add(await next.Task.ConfigureAwait(false));
            Report(++done, keys.Count);
        }
    }

    private Task<BlobFacts> ExtractAsync(Oid oid, Language language, BlobContent? content, CancellationToken cancellationToken) => content switch
    {
        null => Task.FromResult(BlobFacts.Skipped(oid, language.Id, SkipReason.Missing, 0)),
        { IsLeftOut: true } blob => Task.FromResult(BlobFacts.Skipped(oid, language.Id, SkipReason.TooLarge, blob.SizeBytes)),
        { } blob => pool.ExtractAsync(oid, language, blob.Bytes, cancellationToken),
    };

    private void Report(int done, int total)
    {
        if (done % 64 == 0 || done == total)
        {
            progress?.Report(new WorkProgress("extract", done, total, "blobs"));
        }
    }

    private void Add(BlobFacts facts)
    {
        ExtractedCount++;

        // An object that is not there today may be fetched tomorrow: it must be asked for again.
        if (facts.Skip == SkipReason.Missing)
        {
            return;
        }

        _batch.Add(facts);
        _batchBytes += facts.Message.Length + facts.Groups.Sum(g => (long)g.Length);
        if (_batchBytes >= CheckpointBytes)
        {
            WriteBatch();
            cache.SaveCheckpoint(_checkpoints[^1]);
        }
    }

    private void WriteBatch()
    {
        using var draft = cache.NewSegment();
        SegmentWriter.Write(_batch, Languages, draft.Stream);
        _checkpoints.Add(draft.Land());
        _batch.Clear();
        _batchBytes = 0;
    }

    /// <summary>One segment of the wanted blobs alone: checkpoints of other work may hold more.</summary>
    private CachedSegment? Merge(IReadOnlyList<BlobKey> missing, List<MappedSegment> before)
    {
        if (_batch.Count > 0)
        {
            WriteBatch();
        }

        if (_checkpoints.Count == 0 && before.Count == 0)
        {
            return null;
        }

        if (_checkpoints.Count == 1 && before.Count == 0)
        {
            return cache.TryOpenSegment(_checkpoints[0].Id);
        }

        progress?.Report(new WorkProgress("merge", 0, 0, "blobs"));
        var wanted = missing.Select(k => (k.Oid, k.Language.Id)).ToHashSet();
        var made = _checkpoints.ConvertAll(c => Segment.Open(c.Path));
        try
        {
            using var draft = cache.NewSegment();
            SegmentMerger.Merge(
                [.. before.Select(b => b.Segment), .. made],
                (segment, blob) => IsWanted(segment, blob, wanted),
                draft.Stream);
            var merged = draft.Land();
            _done.AddRange(_checkpoints.Select(c => c.Id).Concat(before.Where(b => IsAllWanted(b.Segment, wanted)).Select(b => b.Id)));
            return merged;
        }
        finally
        {
            made.ForEach(segment => segment.Dispose());
        }
    }

    private static bool IsWanted(Segment segment, int blob, HashSet<(Oid, string)> wanted) =>
        wanted.Contains((segment.Blob(blob).Oid, segment.Languages[segment.LanguageOrdinal(blob)].Id));

    private static bool IsAllWanted(Segment segment, HashSet<(Oid, string)> wanted) =>
        Enumerable.Range(0, segment.BlobCount).All(blob => IsWanted(segment, blob, wanted));

    private static bool Contains(Segment segment, BlobKey key)
    {
        var ordinal = segment.FindLanguage(key.Language.Id, key.Language.Fingerprint);
        return ordinal >= 0 && segment.TryFindBlob(key.Oid, ordinal, out _);
    }
}
