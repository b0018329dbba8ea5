using Revdex.Query;
using Revdex.Storage.Remote;

namespace Revdex.Tests.Query;

public sealed class StorePauseTests
{
    private static readonly RevdexException Failure = new("store x: get y: no answer", ExitCode.Store);

    [Fact]
    public void Grows_from_one_failure_to_the_next_up_to_a_bound_and_starts_anew()
    {
        var pause = new StorePause(new StorePatience { RetryMs = 100_000, RetryMaxMs = 400_000 });
        foreach (var expectedMs in (int[])[100_000, 200_000, 400_000, 400_000])
        {
            pause.Failed(Failure);
            Assert.InRange(pause.LeftMs, expectedMs - 50_000, expectedMs * 3 / 2);
        }

        for (var i = 0; i < 100; i++)
        {
            pause.Failed(Failure);
        }

        Assert.InRange(pause.LeftMs, 350_000, 600_000);
        pause.Worked();
        Assert.Equal(0, pause.LeftMs);
        pause.Failed(Failure);
        Assert.InRange(pause.LeftMs, 50_000, 150_000);
    }

    [Fact]
    public void While_it_lasts_the_failure_is_told_again()
    {
        var pause = new StorePause(new StorePatience { RetryMs = 100_000 });
        pause.Check();
        pause.Failed(Failure);
        var error = Assert.Throws<RevdexException>(pause.Check);
        Assert.Equal((Failure.Message, ExitCode.Store), (error.Message, error.ExitCode));
        pause.Worked();
        pause.Check();
    }

    [Theory]
    [InlineData(600, 600_000)]
    [InlineData(1_000_000, 3_600_000)]
    public void Store_that_asks_to_be_left_alone_is_left_alone_within_reason(int askedSeconds, int expectedMs)
    {
        var pause = new StorePause(new StorePatience());
        var fault = new StoreFault("the store answered 503", isTransient: true, TimeSpan.FromSeconds(askedSeconds));
        pause.Failed(new RevdexException("store x: 503", ExitCode.Store, fault));
        Assert.InRange(pause.LeftMs, expectedMs - 50_000, expectedMs);
    }
}
