using Revdex.Segments;

namespace Revdex.Query;

/// <summary>A segment to mount.</summary>
/// <param name="IsOverlay">
/// Made here: then a blob that it has as missing is missing. What a snapshot's maker lacked may well be in this repository.
/// </param>
internal readonly record struct SegmentSource(Segment Segment, bool IsOverlay);
