using System.Collections.Concurrent;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots;

/// <summary>Somebody with a clone, a cache and an extractor (<see cref="LineFacts"/>).</summary>
internal sealed class SnapshotMachine : IDisposable
{
    private readonly IObjectStore _store;
    private readonly ConcurrentQueue<string> _reports;
    private readonly Dictionary<string, Language> _languages;

    public SnapshotMachine(
        string cacheFolder, GitRepository repository, IObjectStore store, ConcurrentQueue<string> reports, ManifestSeal? seal = null, params (string Language, string Fingerprint)[] otherFingerprints)
    {
        Repository = repository;
        _store = store;
        _reports = reports;
        Cache = LocalCache.Open(new CacheOptions { Folder = cacheFolder, Report = reports.Enqueue, Trust = (seal ?? ManifestSeal.None).Policy });
        Seal = seal ?? ManifestSeal.None;
        var others = otherFingerprints.ToDictionary(f => f.Language, f => f.Fingerprint);
        _languages = LanguageSet.Default.All.Select(l => others.TryGetValue(l.Id, out var other) ? WithFingerprint(l, other) : l).ToDictionary(l => l.Id);
    }

    public GitRepository Repository { get; }

    public LocalCache Cache { get; }

    /// <summary>Blobs that were extracted, in order.</summary>
    public List<BlobKey> Extracted { get; } = [];

    public ManifestSeal Seal { get; }

    public int? PullRequest { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public IProgress<WorkProgress>? Progress { get; set; }

    public PublishHooks Hooks { get; set; } = new();

    public SnapshotStore NewStore() => new(_store, Seal, _reports.Enqueue) { PullRequest = PullRequest, Clock = Clock };

    public SnapshotTarget Target(Oid commit)
    {
        var tree = Repository.ListTree(commit);
        var keys = Enumerable.Range(0, tree.Count)
            .Where(i => LanguageSet.Default.Detect(tree.Path(i)) is not null)
            .Select(i => new BlobKey(tree.Oid(i), _languages[LanguageSet.Default.Detect(tree.Path(i))!.Id]))
            .Distinct().ToList();
        return new SnapshotTarget
        {
            Commit = commit,
            Tree = Repository.TreeOf(commit),
            Fingerprints = new FingerprintSet(_languages.Values.Select(l => KeyValuePair.Create(l.Id, l.Fingerprint))),
            Blobs = keys,
        };
    }

    public Task<PublishResult> PublishAsync(Oid commit, string? branch = "main") =>
        new Publisher(Repository, Cache, NewStore(), ExtractAsync, Progress) { Hooks = Hooks, Branch = branch }.PublishAsync(Target(commit));

    public Task<PullResult> PullAsync(Oid commit) => new Puller(Repository, Cache, NewStore()).PullAsync(Target(commit));

    /// <summary>What indexing does: from the best start in the cache.</summary>
    public async Task<Manifest> IndexAsync(Oid commit)
    {
        var target = Target(commit);
        var choice = await new SnapshotFinder(Repository, Cache, null).FindAsync(target, SnapshotSearch.ToRead);
        var builder = new SnapshotBuilder(Cache);
        using var plan = await builder.PlanAsync(target, choice?.Manifest);
        using var built = await builder.CompleteAsync(plan, await ExtractAsync(plan.Missing, default));
        return built.Manifest;
    }

    /// <summary>The snapshot in the cache has exactly the facts that extracting everything would give, and few segments.</summary>
    public void AssertAnswersLikeAFullIndex(Oid commit, Manifest manifest)
    {
        var target = Target(commit);
        var segments = manifest.Segments.Select(s => MappedSegment.TryOpen(Cache, s.Id)!).ToList();
        Assert.DoesNotContain(null, segments);
        Assert.InRange(segments.Count, 0, SegmentPolicy.SegmentCountMax);
        var wanted = target.Blobs.Select(b => (b.Oid, b.Language.Id, b.Language.Fingerprint)).ToHashSet();
        var merged = SegmentMerger.ToBytes([.. segments.Select(s => s.Segment)], (segment, blob) => wanted.Contains(KeyOf(segment, blob)));
        Assert.Equal(Convert.ToHexString(FullIndex(target)), Convert.ToHexString(merged));
        Assert.Equal(segments.Select(s => s.Segment.BlobCount), manifest.Segments.Select(s => s.BlobCount));
        segments.ForEach(s => s.Dispose());
    }

    public void Dispose() => Cache.Dispose();

    public async Task<CachedSegment?> ExtractAsync(IReadOnlyList<BlobKey> missing, CancellationToken cancellationToken)
    {
        if (missing.Count == 0)
        {
            return null;
        }

        Extracted.AddRange(missing);
        await Task.Yield();
        using var draft = Cache.NewSegment();
        SegmentWriter.Write(Facts(missing), Languages(), draft.Stream);
        return draft.Land();
    }

    private static Language WithFingerprint(Language language, string fingerprint) => new()
    {
        Id = language.Id,
        Name = language.Name,
        Symbol = language.Symbol,
        Package = language.Package,
        Query = language.Query,
        Fingerprint = fingerprint,
    };

    private static (Oid, string, string) KeyOf(Segment segment, int blob)
    {
        var record = segment.Blob(blob);
        return (record.Oid, segment.Languages[record.LanguageOrdinal].Id, segment.Languages[record.LanguageOrdinal].Fingerprint);
    }

    private byte[] FullIndex(SnapshotTarget target) => SegmentWriter.ToBytes(Facts(target.Blobs), Languages());

    private SegmentLanguage[] Languages() => [.. _languages.Values.Select(l => new SegmentLanguage(l.Id, l.Fingerprint))];

    private List<BlobFacts> Facts(IReadOnlyList<BlobKey> keys)
    {
        using var catFile = Repository.OpenCatFile();
        return [.. keys.Select(k => LineFacts.Of(k.Oid, k.Language.Id, catFile.ReadAsync(k.Oid, Limits.BlobSizeMaxBytes, default).GetAwaiter().GetResult()!.Value.Bytes))];
    }
}
