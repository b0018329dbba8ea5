using System.Diagnostics;

namespace Revdex.Tests.Storage.Servers;

/// <summary>A line that carries so many bits a second, for all who send on it together, after a delay for each request.</summary>
internal sealed class Pace(double megabitsPerSecond, int latencyMs)
{
    private readonly Lock _lock = new();
    private long _freeAt = Stopwatch.GetTimestamp();

    public int LatencyMs => latencyMs;

    /// <summary>Waits until so many bytes are through.</summary>
    public Task SendAsync(int count, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = Stopwatch.GetTimestamp();
            _freeAt = Math.Max(_freeAt, now) + (long)(count * 8 / (megabitsPerSecond * 1e6) * Stopwatch.Frequency);
            wait = Stopwatch.GetElapsedTime(now, _freeAt);
        }

        return wait > TimeSpan.FromMilliseconds(2) ? Task.Delay(wait, cancellationToken) : Task.CompletedTask;
    }
}
