using System.Diagnostics;
using System.Globalization;

namespace Revdex.Benchmarks.Questions;

/// <summary>Times of one tool's calls, and the CPU time that the answering process took for them (its children's is not in it).</summary>
/// <param name="timeMax">No further call is made then: a tool of seconds would take the benchmark's whole time.</param>
internal sealed class LatencySample(TimeSpan timeMax)
{
    private readonly List<double> _times = [];
    private TimeSpan _cpu;

    public int Count => _times.Count;

    /// <summary>Each call in each round, after one round that does not count.</summary>
    public async Task MeasureAsync<T>(Process answering, IReadOnlyList<T> calls, int rounds, Func<T, ValueTask> answer)
    {
        foreach (var call in calls)
        {
            await answer(call).ConfigureAwait(false);
        }

        answering.Refresh();
        var (cpuBefore, begun) = (answering.TotalProcessorTime, Stopwatch.GetTimestamp());
        foreach (var call in Enumerable.Repeat(calls, rounds).SelectMany(round => round).TakeWhile(_ => Stopwatch.GetElapsedTime(begun) < timeMax))
        {
            var started = Stopwatch.GetTimestamp();
            await answer(call).ConfigureAwait(false);
            _times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        answering.Refresh();
        _cpu += answering.TotalProcessorTime - cpuBefore;
    }

    /// <summary>p50, p99 and CPU of a call in ms, as cells of a table.</summary>
    public override string ToString()
    {
        var sorted = _times.Order().ToList();
        string At(int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)].ToString("0.00", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{At(50)} | {At(99)} | {_cpu.TotalMilliseconds / sorted.Count:0.00} ms");
    }
}
