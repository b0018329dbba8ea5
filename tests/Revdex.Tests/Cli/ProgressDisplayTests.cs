using Revdex.Cli.Rendering;

namespace Revdex.Tests.Cli;

public sealed class ProgressDisplayTests
{
    [Theory]
    [InlineData(800, 4_000, 1_000, ", 800/s, 5 s left")]
    [InlineData(1, 1, 4_000, ", 0/s, 4 s left")]
    [InlineData(0, 4_000, 1_000, "")]
    [InlineData(800, 4_000, 0, "")]
    [InlineData(800, -800, 1_000, "")] // Nobody knows of how many.
    public void The_pace_of_long_work_is_told_where_it_is_known(long done, long left, int elapsedMs, string expected) =>
        Assert.Equal(expected, ProgressDisplay.Pace(done, left, TimeSpan.FromMilliseconds(elapsedMs)));
}
