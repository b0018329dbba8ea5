using Revdex.Snapshots;

namespace Revdex.Tests.Snapshots;

public sealed class SegmentPolicyTests
{
    private const long MiB = 1024 * 1024;

    [Fact]
    public void First_facts_are_the_base() => AssertPlan(SegmentPolicy.Decide([], 10), SegmentKind.Base, [], []);

    [Fact]
    public void Nothing_of_nothing_is_nothing() => AssertPlan(SegmentPolicy.Decide([], 0), SegmentKind.Base, [], []);

    [Fact]
    public void Change_is_an_increment() => AssertPlan(SegmentPolicy.Decide([Base(100 * MiB)], 10), SegmentKind.Increment, [], [0]);

    [Fact]
    public void Without_new_facts_everything_stays() =>
        AssertPlan(SegmentPolicy.Decide([Base(100 * MiB), Increment(1), Increment(2)], 0), SegmentKind.Increment, [], [0, 1, 2]);

    [Fact]
    public void Segment_without_anything_live_is_dropped() =>
        AssertPlan(SegmentPolicy.Decide([Base(100 * MiB), Increment(0, dead: 50), Increment(2)], 1), SegmentKind.Increment, [], [0, 2]);

    [Fact]
    public void Base_that_is_over_thirty_percent_dead_is_rewritten_with_everything()
    {
        AssertPlan(SegmentPolicy.Decide([Base(70 * MiB, dead: 30 * MiB), Increment(5)], 1), SegmentKind.Increment, [], [0, 1]);
        AssertPlan(SegmentPolicy.Decide([Base(69 * MiB, dead: 31 * MiB), Increment(5)], 1), SegmentKind.Base, [0, 1], []);
    }

    [Fact]
    public void Little_dead_weight_is_not_worth_it() =>
        AssertPlan(SegmentPolicy.Decide([Base(100, dead: MiB - 1), Increment(5)], 1), SegmentKind.Increment, [], [0, 1]);

    [Fact]
    public void Increments_that_outweigh_the_base_make_a_new_one() =>
        AssertPlan(SegmentPolicy.Decide([Base(3 * MiB), Increment(2 * MiB)], 2 * MiB), SegmentKind.Base, [0, 1], []);

    [Fact]
    public void Dead_increment_is_rewritten_alone() =>
        AssertPlan(SegmentPolicy.Decide([Base(100 * MiB), Increment(MiB, dead: 2 * MiB), Increment(5)], 0), SegmentKind.Increment, [1], [0, 2]);

    [Fact]
    public void Eight_segments_are_the_most_and_small_ones_are_merged_first()
    {
        long[] weights = [700, 100, 600, 200, 500, 300];
        AssertPlan(SegmentPolicy.Decide([Base(100 * MiB), .. weights.Select(w => Increment(w))], 10), SegmentKind.Increment, [], [0, 1, 2, 3, 4, 5, 6]);
        AssertPlan(
            SegmentPolicy.Decide([Base(100 * MiB), .. weights.Select(w => Increment(w)), Increment(20_000)], 10), SegmentKind.Increment, [2, 4, 6, 5, 3, 1], [0, 7]);
        AssertPlan(
            SegmentPolicy.Decide([Base(100 * MiB), .. weights.Select(w => Increment(w * w * w)), Increment(20_000_000_000)], 10), SegmentKind.Base, [0, 1, 2, 3, 4, 5, 6, 7], []);
    }

    [Fact]
    public void Merging_costs_a_logarithm_over_a_long_history()
    {
        const int steps = 2_000;
        var segments = new List<SegmentUse> { Base(1_000_000 * MiB) };
        long rewritten = 0;
        var merges = 0;
        for (var step = 0; step < steps; step++)
        {
            var plan = SegmentPolicy.Decide(segments, 1_000);
            var made = 1_000 + plan.Merged.Sum(i => segments[i].LiveWeight);
            rewritten += made;
            merges += plan.Merged.Count > 0 ? 1 : 0;
            segments = [.. plan.Kept.Select(i => segments[i]), Increment(made, id: 10_000 + step)];
            Assert.InRange(segments.Count, 1, SegmentPolicy.SegmentCountMax);
        }

        Assert.InRange(rewritten, steps * 1_000, steps * 1_000 * 10);
        Assert.InRange(merges, 1, steps * 2 / 5);
    }

    private static SegmentUse Base(long live, long dead = 0) => new(Samples.Hash(0), SegmentKind.Base, live, dead, live > 0 ? 1 : 0);

    private static SegmentUse Increment(long live, long dead = 0, int? id = null) => new(Samples.Hash(id ?? (int)(live + dead)), SegmentKind.Increment, live, dead, live > 0 ? 1 : 0);

    private static void AssertPlan(SegmentPlan plan, SegmentKind kind, int[] merged, int[] kept)
    {
        Assert.Equal(kind, plan.NewKind);
        Assert.Equal(merged, plan.Merged);
        Assert.Equal(kept, plan.Kept);
    }
}
