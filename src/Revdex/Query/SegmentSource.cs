using Revdex.Segments;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>A segment to mount.</summary>
/// <param name="IsOverlay">
/// Made here: then a blob that it has as missing is missing. What a snapshot's maker lacked may well be in this repository.
/// </param>
/// <param name="Provenance">Of the snapshot that it is of; null where its facts were made here.</param>
internal readonly record struct SegmentSource(Segment Segment, bool IsOverlay, Provenance? Provenance = null);
