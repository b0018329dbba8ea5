using Revdex.Cli.Rendering;

namespace Revdex.Tests.Rendering;

public sealed class CallProgressTests
{
    private readonly ManualTime _time = new();
    private readonly List<(long Done, long? Total, string Message)> _told = [];
    private readonly CallProgress _progress;

    public CallProgressTests() => _progress = new CallProgress((done, total, message) => _told.Add((done, total, message)), _time);

    [Fact]
    public void What_is_over_soon_is_not_told()
    {
        Report("extract", 1, 2, afterMs: 100);
        Report("extract", 2, 2, afterMs: 100);
        Assert.Empty(_told);
    }

    [Fact]
    public void Long_work_is_told_now_and_then_and_always_more_than_before()
    {
        for (var i = 0; i < 10; i++)
        {
            Report("extract", i, 10, afterMs: 100);
        }

        Report("extract", 3, 10, afterMs: 1000); // As another thread may be late.
        Assert.Equal([(2, 10, "extract 2 of 10 files"), (5, 10, "extract 5 of 10 files"), (8, 10, "extract 8 of 10 files")], _told);
    }

    [Fact]
    public void Another_stage_goes_on_from_where_the_last_one_ended()
    {
        Report("fetch", 500, 1000, afterMs: 300);
        Report("read", 0, 0, afterMs: 300);
        Report("read", 7, 0, afterMs: 300);
        Assert.Equal([(500, 1000, "fetch 500 of 1000 files"), (501, null, "read 0 files"), (508, null, "read 7 files")], _told);
    }

    [Fact]
    public void Nothing_is_told_after_the_end()
    {
        _progress.End();
        Report("extract", 1, 2, afterMs: 1000);
        Assert.Empty(_told);
    }

    private void Report(string stage, long done, long total, int afterMs)
    {
        _time.Ticks += afterMs * TimeSpan.TicksPerMillisecond;
        _progress.Report(new WorkProgress(stage, done, total, "files"));
    }

    private sealed class ManualTime : TimeProvider
    {
        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }
}
