using Revdex.Snapshots;
using Revdex.Snapshots.Pruning;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots.Pruning;

public sealed class PrunePlanTests
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 300).Select(i => SnapshotKeys.Object(ContentHash.Of([(byte)i, (byte)(i >> 8)])))];

    [Fact]
    public void Plan_read_again_names_the_same_objects_in_eight_bytes_each()
    {
        var bytes = PrunePlan.Of(Keys[..200]).Write();
        Assert.Equal(200 * 8, bytes.Length);
        var plan = PrunePlan.Read(bytes);
        Assert.All(Keys[..200], key => Assert.True(plan.Names(key)));
        Assert.All(Keys[200..], key => Assert.False(plan.Names(key)));
    }

    [Fact]
    public void Objects_of_pull_requests_are_known_by_their_hash() =>
        Assert.True(PrunePlan.Of([SnapshotKeys.PullRequest(7) + Keys[0]]).Names(Keys[0]));

    [Fact]
    public void Plan_that_is_cut_off_names_what_is_whole()
    {
        var bytes = PrunePlan.Of(Keys[..2]).Write();
        Assert.Single(Keys[..2], PrunePlan.Read(bytes.AsSpan(..13)).Names);
        Assert.DoesNotContain(Keys, PrunePlan.Read([]).Names);
    }

    [Fact]
    public void Order_of_the_objects_does_not_matter() =>
        Assert.Equal(PrunePlan.Of(Keys).Write(), PrunePlan.Of(Keys.Reverse()).Write());
}
