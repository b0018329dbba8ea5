using Revdex.Segments;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>The mapped segments of one snapshot. Disposing ends the hold on them; states that use them go on.</summary>
internal sealed class BaseSegments : IDisposable
{
    private readonly List<MappedSegment> _mapped;

    private BaseSegments(List<MappedSegment> mapped, SnapshotInfo info) => (_mapped, Info) = (mapped, info);

    public IEnumerable<Segment> Segments => _mapped.Select(mapped => mapped.Segment);

    public SnapshotInfo Info { get; }

    /// <summary>Maps what a manifest lists; null where a segment is not in the cache any more, or is damaged.</summary>
    public static BaseSegments? TryOpen(LocalCache cache, Manifest manifest, SnapshotInfo info)
    {
        var result = new BaseSegments([], info);
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
