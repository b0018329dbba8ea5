using Revdex.Segments;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>The mapped segments of one snapshot. Disposing ends the hold on them; states that use them go on.</summary>
internal sealed class BaseSegments : IDisposable
{
    private readonly List<MappedSegment> _mapped;

    private readonly Provenance _provenance;

    private BaseSegments(List<MappedSegment> mapped, SnapshotInfo info, Provenance provenance) => (_mapped, Info, _provenance) = (mapped, info, provenance);

    public IEnumerable<SegmentSource> Sources => _mapped.Select(mapped => new SegmentSource(mapped.Segment, IsOverlay: false, _provenance));

    public SnapshotInfo Info { get; }

    /// <summary>Maps what a manifest lists; null where a segment is not in the cache any more, or is damaged.</summary>
    public static BaseSegments? TryOpen(LocalCache cache, Manifest manifest, SnapshotInfo info)
    {
        var result = new BaseSegments([], info, manifest.Provenance);
        foreach (var entry in manifest.Segments)
        {
            if (MappedSegment.TryOpen(cache, entry.Id) is not { } mapped)
            {
                result.Dispose();
                return null;
            }

            result._mapped.Add(mapped);
        }

        return result;
    }

    public void Dispose() => _mapped.ForEach(mapped => mapped.Dispose());
}
