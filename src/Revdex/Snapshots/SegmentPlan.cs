namespace Revdex.Snapshots;

/// <summary>What <see cref="SegmentPolicy"/> decided: new facts and the merged segments become one new segment, the kept ones stay as they are.</summary>
/// <param name="NewKind">Of the new segment; there is none where nothing is merged and no facts are new.</param>
/// <param name="Merged">Indices of segments whose live facts go into the new one.</param>
/// <param name="Kept">Indices of segments that stay.</param>
public sealed record SegmentPlan(SegmentKind NewKind, IReadOnlyList<int> Merged, IReadOnlyList<int> Kept)
{
    public static SegmentPlan Nothing { get; } = new(SegmentKind.Base, [], []);
}
