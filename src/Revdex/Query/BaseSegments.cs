using Revdex.Segments;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>The mapped segments of one snapshot. Disposing ends the hold on them; states that use them go on.</summary>
internal sealed class BaseSegments : IDisposable
{
    private readonly List<CachedSegment> _cached;

    private BaseSegments(List<CachedSegment> cached, List<Segment> segments, SnapshotInfo info) => (_cached, Segments, Info) = (cached, segments, info);

    public IReadOnlyList<Segment> Segments { get; }

    public SnapshotInfo Info { get; }

    /// <summary>Maps what a manifest lists; null where a segment is not in the cache any more, or is damaged.</summary>
    public static BaseSegments? TryOpen(LocalCache cache, Manifest manifest, SnapshotInfo info)
    {
        var cached = new List<CachedSegment>();
        var segments = new List<Segment>();
        try
        {
            foreach (var entry in manifest.Segments)
            {
                var file = cache.TryOpenSegment(entry.Id);
                if (file is null)
                {
                    break;
                }

                cached.Add(file);
                segments.Add(Segment.Open(file.Path));
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // Evicted or damaged between the look and the opening: as good as absent.
        }

        var result = new BaseSegments(cached, segments, info);
        if (segments.Count == manifest.Segments.Count)
        {
            return result;
        }

        result.Dispose();
        return null;
    }

    public void Dispose()
    {
        foreach (var segment in Segments)
        {
            segment.Dispose();
        }

        _cached.ForEach(file => file.Dispose());
    }
}
