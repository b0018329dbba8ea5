using System.Diagnostics;
using System.Globalization;

namespace Revdex.Benchmarks.Questions;

/// <summary>Times of one tool's calls, and the CPU time that the answering process took for them (its children's is not in it).</summary>
internal sealed class LatencySample
{
    private readonly List<double> _times = [];
    private TimeSpan _cpu;

    public int Count => _times.Count;

    /// <summary>Each call in each round, after some rounds that do not count.</summary>
    public async Task MeasureAsync<T>(Process answering, IReadOnlyList<T> calls, int rounds, int warmRounds, Func<T, ValueTask> answer)
    {
        TimeSpan cpuBefore = default;
        for (var round = -warmRounds; round < rounds; round++)
        {
            if (round == 0)
            {
                answering.Refresh();
                cpuBefore = answering.TotalProcessorTime;
            }

            foreach (var call in calls)
            {
                var started = Stopwatch.GetTimestamp();
                await answer(call).ConfigureAwait(false);
                if (round >= 0)
                {
                    _times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }
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
