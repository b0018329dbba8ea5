using Revdex.Storage.Remote;

namespace Revdex.Query;

/// <summary>
/// Keeps those who share a store from asking it while it is known to fail: longer after each failure in a row, at random, so that many readers
/// do not come back at once. Safe for many threads.
/// </summary>
internal sealed class StorePause(StorePatience patience)
{
    /// <summary>Doublings after which any pause is the longest.</summary>
    private const int DoublingsMax = 20;

    private readonly Lock _lock = new();
    private RevdexException? _failure;
    private int _failures;
    private long _untilMs;

    /// <summary>How long it lasts from now on; 0 where the store may be asked.</summary>
    public int LeftMs
    {
        get
        {
            lock (_lock)
            {
                return _failure is null ? 0 : (int)Math.Max(0, _untilMs - Environment.TickCount64);
            }
        }
    }

    /// <exception cref="RevdexException">The store failed lately: it is not asked now.</exception>
    public void Check()
    {
        lock (_lock)
        {
            if (_failure is { } failure && _untilMs > Environment.TickCount64)
            {
                throw new RevdexException(failure.Message, failure.ExitCode, failure);
            }
        }
    }

    public void Worked()
    {
        lock (_lock)
        {
            (_failure, _failures) = (null, 0);
        }
    }

    public void Failed(RevdexException failure)
    {
        lock (_lock)
        {
            var longest = Math.Min(patience.RetryMaxMs, patience.RetryMs * Math.Pow(2, Math.Min(_failures, DoublingsMax)));
            var asked = (failure.InnerException as StoreFault)?.RetryAfter?.TotalMilliseconds ?? 0;
            var pauseMs = Math.Max(longest * (1 + (Random.Shared.NextDouble() / 2)), Math.Min(asked, patience.RetryAfterMaxMs));
            (_failure, _failures, _untilMs) = (failure, _failures + 1, Environment.TickCount64 + (long)pauseMs);
        }
    }
}
