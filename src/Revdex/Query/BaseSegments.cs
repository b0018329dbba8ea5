using Revdex.Query.Embedded;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Query;

/// <summary>The mapped segments and parts of one snapshot. Disposing ends the hold on them; states that use them go on.</summary>
internal sealed class BaseSegments : IDisposable
{
    private readonly List<(Segment Segment, IDisposable Owner)> _segments = [];

    private readonly List<MappedPart> _parts = [];

    private readonly List<MappedVectors> _vectors = [];

    private readonly Manifest _manifest;

    private BaseSegments(SnapshotInfo info, Manifest manifest) => (Info, _manifest) = (info, manifest);

    public IEnumerable<SegmentSource> Sources => _segments.Select(entry => new SegmentSource(entry.Segment, IsOverlay: false, _manifest.Provenance));

    public IEnumerable<PartSource> Parts => _parts.Select(part => new PartSource(part.Part, _manifest.Provenance));

    /// <summary>Null where the snapshot has none.</summary>
    public SnapshotVectors? Vectors { get; private set; }

    public SnapshotInfo Info { get; }

    /// <summary>The same snapshot with the same segments and parts, wherever it came from: nothing would be gained by it.</summary>
    public bool HasWhat(BaseSegments other) =>
        Info == other.Info with { Source = Info.Source } && (_segments.Count, _parts.Count, _vectors.Count) == (other._segments.Count, other._parts.Count, other._vectors.Count)
        && _manifest.Segments.SequenceEqual(other._manifest.Segments) && _manifest.Parts.SequenceEqual(other._manifest.Parts);

    /// <summary>Maps what a manifest lists; null where a segment is not in the cache any more, or is damaged. A part that is not there is done without.</summary>
    /// <param name="arriving">Segments that are not in the cache yet, by their ids; taken over, also where the result is null. Null: there are none.</param>
    public static BaseSegments? TryOpen(LocalCache cache, Manifest manifest, SnapshotInfo info, IReadOnlyDictionary<ContentHash, Segment>? arriving = null)
    {
        var result = new BaseSegments(info, manifest);
        result._segments.AddRange((arriving?.Values ?? []).Select(segment => (segment, (IDisposable)segment)));
        foreach (var entry in manifest.Segments.Where(entry => arriving?.ContainsKey(entry.Id) != true))
        {
            if (MappedSegment.TryOpen(cache, entry.Id) is not { } mapped)
            {
                result.Dispose();
                return null;
            }

            result._segments.Add((mapped.Segment, mapped));
        }

        result._parts.AddRange(manifest.Parts.Select(part => MappedPart.TryOpen(cache, part)).OfType<MappedPart>());
        result._vectors.AddRange(manifest.Parts.Select(part => MappedVectors.TryOpen(cache, part)).OfType<MappedVectors>());
        result.Vectors = SnapshotVectors.Of(manifest, [.. result._vectors.Select(mapped => mapped.Vectors)]);
        return result;
    }

    public void Dispose()
    {
        _segments.ForEach(entry => entry.Owner.Dispose());
        _parts.ForEach(part => part.Dispose());
        _vectors.ForEach(mapped => mapped.Dispose());
    }
}
