namespace Revdex.Segments;

/// <summary>What was read of a segment that arrives is not here, and did not come in time. Whoever reads one asks again without it.</summary>
internal sealed class SegmentLateException() : Exception("a part of a segment did not come in time");
