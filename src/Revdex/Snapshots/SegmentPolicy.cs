namespace Revdex.Snapshots;

/// <summary>
/// Decides which segments of a snapshot are merged when it gets new facts. Deterministic: only weights and ids count. Small increments are
/// merged first and together with the new facts, so that what is transferred stays in proportion to what changed; over the whole history
/// each fact is rewritten about as often as the logarithm of the number of commits.
/// </summary>
public static class SegmentPolicy
{
    /// <summary>What a reader has to look into for one question.</summary>
    public const int SegmentCountMax = 8;

    /// <summary>Once merging is needed, it goes down to this, so that the next few commits add an increment and nothing else.</summary>
    private const int SegmentCountAfterMerge = 6;

    /// <summary>Below this, neither dead facts nor a small base are worth downloading and uploading a segment for.</summary>
    public const long RewriteMinBytes = 1024 * 1024;

    /// <param name="present">The segments that the snapshot starts from; those without anything live are dropped.</param>
    /// <param name="freshWeight">Of the new facts; 0 where there are none.</param>
    public static SegmentPlan Decide(IReadOnlyList<SegmentUse> present, long freshWeight)
    {
        var live = Enumerable.Range(0, present.Count).Where(i => present[i].LiveCount > 0).ToList();
        var increments = live.Where(i => present[i].Kind == SegmentKind.Increment)
            .OrderBy(i => present[i].LiveWeight).ThenBy(i => present[i].Id).ToList();
        if (live.Count == increments.Count || NeedsNewBase(present[live.First(i => present[i].Kind == SegmentKind.Base)], increments.Sum(i => present[i].LiveWeight) + freshWeight))
        {
            return live.Count == 0 && freshWeight == 0 ? SegmentPlan.Nothing : new SegmentPlan(SegmentKind.Base, live, []);
        }

        var merged = increments.Where(i => present[i].IsWorthRewriting).ToList();
        increments.RemoveAll(merged.Contains);
        var hasFresh = freshWeight > 0 || merged.Count > 0;
        if (1 + increments.Count + (hasFresh ? 1 : 0) > SegmentCountMax)
        {
            TakeSmallest(present, increments, merged, freshWeight, 1 + 1);
        }

        return new SegmentPlan(SegmentKind.Increment, merged, [.. live.Except(merged)]);
    }

    /// <summary>Where much of the base is dead, or what came after outweighs it.</summary>
    private static bool NeedsNewBase(SegmentUse @base, long incrementsWeight) =>
        @base.IsWorthRewriting || (incrementsWeight >= RewriteMinBytes && incrementsWeight > @base.LiveWeight);

    /// <summary>Moves the smallest to the merged ones until few are left, and on while the next is no larger than what is merged already.</summary>
    /// <param name="others">Segments that there will be besides <paramref name="increments"/>: the base and the merged one.</param>
    private static void TakeSmallest(IReadOnlyList<SegmentUse> present, List<int> increments, List<int> merged, long freshWeight, int others)
    {
        var weight = freshWeight + merged.Sum(i => present[i].LiveWeight);
        while (increments.Count > 0 && (increments.Count + others > SegmentCountAfterMerge || present[increments[0]].LiveWeight <= weight))
        {
            weight += present[increments[0]].LiveWeight;
            merged.Add(increments[0]);
            increments.RemoveAt(0);
        }
    }
}
