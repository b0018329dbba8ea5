using Revdex.Segments;

namespace Revdex.Snapshots;

/// <summary>
/// What there is for a target and what is missing. Made by <see cref="SnapshotBuilder.PlanAsync"/>, completed once the missing facts were
/// extracted, then disposed: until then it keeps segments leased.
/// </summary>
public sealed class SnapshotPlan : IDisposable
{
    internal SnapshotPlan(SnapshotTarget target, Manifest? start, IReadOnlyList<ManifestPart> parts, Provenance provenance, SegmentSource segments, Coverage coverage, int startCount)
    {
        Target = target;
        Start = start;
        Parts = parts;
        Provenance = provenance;
        Segments = segments;
        Coverage = coverage;
        StartCount = startCount;
    }

    public SnapshotTarget Target { get; }

    /// <summary>What must be extracted.</summary>
    public IReadOnlyList<BlobKey> Missing => Coverage.Missing;

    /// <summary>What is built upon.</summary>
    internal Manifest? Start { get; }

    /// <summary>What goes along: the parts of what is copied, which is of the commit, before those of what is built upon.</summary>
    internal IReadOnlyList<ManifestPart> Parts { get; }

    /// <summary>Whose facts may be in the result.</summary>
    internal Provenance Provenance { get; }

    internal SegmentSource Segments { get; }

    internal Coverage Coverage { get; }

    /// <summary>The first parts are those of the snapshot that is built upon; the others are only copied from.</summary>
    internal int StartCount { get; }

    /// <summary>Adds the segment that was extracted, taking it over, and tells what the parts are then.</summary>
    internal Coverage With(MappedSegment? extracted)
    {
        if (extracted is null)
        {
            return Coverage;
        }

        var entry = new ManifestSegment { Id = extracted.Id, Kind = SegmentKind.Increment, SizeBytes = extracted.SizeBytes, BlobCount = extracted.Segment.BlobCount };
        var part = new SegmentPart(entry, BlobsTable.FromSegment(extracted.Segment));
        return new Coverage(Coverage, part);
    }

    public void Dispose() => Segments.Dispose();
}
