using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>How much of a segment a snapshot uses. Weights are bytes of facts and postings, estimated alike everywhere.</summary>
public readonly record struct SegmentUse(ContentHash Id, SegmentKind Kind, long LiveWeight, long DeadWeight, int LiveCount)
{
    /// <summary>Over 30 % dead, and enough to be worth the transfer.</summary>
    public bool IsWorthRewriting => DeadWeight >= SegmentPolicy.RewriteMinBytes && DeadWeight * 10 > (LiveWeight + DeadWeight) * 3;
}
