using Revdex.Query.Freshness;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Query.Embedded;
using Revdex.Segments;

namespace Revdex.Query;

/// <summary>
/// The segments that views are mounted with: a snapshot's, those of other revisions' snapshots, and the overlay. Safe for many threads.
/// Views remount when the version has changed; nothing is pushed to them.
/// </summary>
/// <param name="liveViews">The views whose facts are to be kept when the overlay is merged. Called from any thread.</param>
internal sealed class SegmentShelf(LanguageSet languages, Func<IReadOnlyList<View>> liveViews) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Overlay _overlay = new(languages);
    private readonly List<(object Owner, BaseSegments Segments)> _bases = [];
    private readonly List<(object Owner, BaseSegments Segments)> _arriving = [];
    private Task _merging = Task.CompletedTask;
    private bool _isDisposed;

    /// <summary>Raised after each change, and by whoever ends a piece of work that others wait for.</summary>
    public StateSignal Changed { get; } = new();

    public int Version { get; private set; }

    public bool HasArriving
    {
        get
        {
            lock (_lock)
            {
                return _arriving.Count > 0;
            }
        }
    }

    /// <summary>The snapshot that an owner set.</summary>
    /// <param name="withArriving">The one that arrives, where there is one.</param>
    public SnapshotInfo? InfoOf(object owner, bool withArriving = false)
    {
        lock (_lock)
        {
            return (withArriving ? _arriving.Find(entry => entry.Owner == owner).Segments?.Info : null) ?? _bases.Find(entry => entry.Owner == owner).Segments?.Info;
        }
    }

    /// <summary>Whether an owner has a snapshot already, with all that it has.</summary>
    public bool Has(object owner, BaseSegments segments)
    {
        lock (_lock)
        {
            return _bases.Find(entry => entry.Owner == owner).Segments?.HasWhat(segments) == true;
        }
    }

    /// <summary>Sets an owner's snapshot (null: none) in place of the one before.</summary>
    public void SetBase(object owner, BaseSegments? segments) => Set(_bases, owner, segments);

    /// <summary>The same for one that is not whole yet; only who asks for it mounts it.</summary>
    public void SetArriving(object owner, BaseSegments? segments) => Set(_arriving, owner, segments);

    private void Set(List<(object Owner, BaseSegments Segments)> to, object owner, BaseSegments? segments)
    {
        lock (_lock)
        {
            var old = to.Find(entry => entry.Owner == owner).Segments;
            if (old is null && segments is null)
            {
                return;
            }

            to.RemoveAll(entry => entry.Owner == owner);
            if (segments is not null && !_isDisposed)
            {
                to.Insert(0, (owner, segments));
            }

            old?.Dispose();
            if (_isDisposed)
            {
                segments?.Dispose();
            }

            Version++;
        }

        Changed.Raise();
    }

    public void Add(IReadOnlyCollection<BlobFacts> facts)
    {
        if (facts.Count == 0)
        {
            return;
        }

        var segment = _overlay.Make(facts);
        lock (_lock)
        {
            if (_isDisposed)
            {
                segment.Dispose();
                return;
            }

            _overlay.Add(segment);
            Version++;
            StartMergingIfCrowded();
        }

        Changed.Raise();
    }

    /// <summary>Mounts a view with all segments as they are now.</summary>
    /// <param name="owner">Whose snapshot's parts are mounted: those of another commit would say other things.</param>
    /// <param name="before">What was mounted before, to begin with.</param>
    /// <param name="withArriving">Also with what is not whole yet, for the files that nothing else has.</param>
    public QueryState Mount(
        View view, object owner, Mount? before, ViewInfo info, string? notice, Func<View, int, ReadBuffer?, ReadOnlyMemory<byte>?> readContent, bool withArriving, out int version)
    {
        SegmentSource[] sources;
        PartSource[] parts;
        SnapshotVectors? vectors;
        SegmentLease[] leases;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            version = Version;
            sources = Sources(withArriving);
            var own = _bases.Find(entry => entry.Owner == owner).Segments;
            (parts, vectors) = ([.. own?.Parts ?? []], own?.Vectors);
            leases = [.. sources.Select(source => source.Segment.Lease()), .. parts.Select(source => source.Part.Lease()), .. vectors?.Leases() ?? []];
        }

        return QueryState.Of(view, sources, leases, info, notice, readContent, before, parts, vectors);
    }

    public void Dispose()
    {
        Task merging;
        lock (_lock)
        {
            _isDisposed = true;
            merging = _merging;
        }

        merging.GetAwaiter().GetResult();
        lock (_lock)
        {
            _overlay.Dispose();
            _bases.ForEach(entry => entry.Segments.Dispose());
            _bases.Clear();
            _arriving.ForEach(entry => entry.Segments.Dispose());
            _arriving.Clear();
        }

        Changed.Raise();
    }

    /// <summary>Under the lock. A segment that several snapshots share is mounted once.</summary>
    private SegmentSource[] Sources(bool withArriving)
    {
        SegmentSource[] bases = [.. _bases.SelectMany(entry => entry.Segments.Sources).DistinctBy(source => source.Segment.Name)];
        var known = bases.Select(source => source.Segment.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. bases,
            .. _overlay.Segments.Select(segment => new SegmentSource(segment, IsOverlay: true)),
            .. withArriving ? _arriving.SelectMany(entry => entry.Segments.Sources).Where(source => known.Add(source.Segment.Name)) : [],
        ];
    }

    /// <summary>Under the lock. Merging goes on beside the answers, which use the small segments until it is done.</summary>
    private void StartMergingIfCrowded()
    {
        if (_overlay.IsCrowded && _merging.IsCompleted && !_isDisposed)
        {
            var segments = _overlay.ToMerge();
            SegmentLease[] leases = [.. segments.Select(segment => segment.Lease())];
            _merging = Task.Run(() => Merge(segments, leases));
        }
    }

    private void Merge(List<Segment> segments, SegmentLease[] leases)
    {
        try
        {
            var merged = _overlay.Merge(segments, Live());
            lock (_lock)
            {
                _overlay.Replace(segments, merged);
                Version++;
            }
        }
        finally
        {
            Array.ForEach(leases, lease => lease.Dispose());
        }

        Changed.Raise();
    }

    private Func<Segment, int, bool> Live()
    {
        var views = liveViews();
        return (segment, blob) => views.Any(view => view.HasKey(segment.OidBytes(blob), segment.Languages[segment.LanguageOrdinal(blob)].Id));
    }
}
