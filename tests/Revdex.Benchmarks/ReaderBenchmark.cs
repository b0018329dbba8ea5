using System.Diagnostics;
using System.Globalization;
using System.Text;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;

namespace Revdex.Benchmarks;

/// <summary>A reader of a real repository: start, the freshness fence, edits of real files with real extraction, memory. Edits are taken back.</summary>
internal static class ReaderBenchmark
{
    private const int Rounds = 100;

    public static async Task<int> RunAsync(string folder)
    {
        var repository = GitRepository.Open(folder);
        await using var pool = new ExtractorPool(Environment.ProcessorCount);
        var clock = Stopwatch.StartNew();
        await using var reader = await Reader.OpenAsync(repository, new ReaderOptions { Extract = pool.ExtractAsync, WaitForComplete = true }, default);
        Console.WriteLine($"open, view there      {clock.Elapsed.TotalMilliseconds:F0} ms");
        using (var state = await reader.StateAsync(null, null, default))
        {
            Console.WriteLine($"complete              {clock.Elapsed.TotalMilliseconds:F0} ms, {state.View.Count} files, {state.Segments.Count} segments, snapshot {state.Info.Snapshot?.Distance}");
        }

        await reader.Armed;
        await MeasureAsync("nothing changed", i => reader.StateAsync(null, null, default));
        await MeasureEditsAsync(reader);
        Console.WriteLine($"reader's memory       {Process.GetCurrentProcess().WorkingSet64 / 1e6:F0} MB, managed {GC.GetTotalMemory(true) / 1e6:F1} MB, {reader.Freshness}");
        return 0;
    }

    private static async Task MeasureEditsAsync(Reader reader)
    {
        var files = await LargestAsync(reader);
        foreach (var path in files)
        {
            var full = Path.Combine(reader.Repository.WorkTree!, path); // A benchmark of a bare repository has no edits.
            var before = await File.ReadAllBytesAsync(full);
            await MeasureAsync($"edit of {before.Length / 1024} KB", async i =>
            {
                await File.WriteAllBytesAsync(full, [.. before, .. Encoding.UTF8.GetBytes($"\n// edit {i}\n")]);
                return await CheckAsync(reader, path);
            });
            await File.WriteAllBytesAsync(full, before);
        }
    }

    /// <summary>One file each of about 10, 50 and 200 KB.</summary>
    private static async Task<List<string>> LargestAsync(Reader reader)
    {
        using var state = await reader.StateAsync(null, null, default);
        var sizes = new List<(long Size, string Path)>();
        for (var file = 0; file < state.View.Count; file++)
        {
            if (state.TryLocate(file, out var segment, out var blob) && segment.Segment.Blob(blob) is { Skip: Facts.SkipReason.None } record)
            {
                sizes.Add((record.SizeBytes, GitPath.Display(state.View.Path(file))));
            }
        }

        return [.. new[] { 10_000, 50_000, 200_000 }.Select(wanted => sizes.MinBy(s => Math.Abs(s.Size - wanted)).Path).Distinct()];
    }

    private static async ValueTask<QueryState> CheckAsync(Reader reader, string path)
    {
        var state = await reader.StateAsync(null, null, default);
        var isThere = state.Info is { Complete: true, Dirty: true } && state.TryLocate(state.View.Find(Encoding.UTF8.GetBytes(path)), out _, out _);
        return isThere ? state : throw new InvalidOperationException("the answer lacks the edit");
    }

    private static async Task MeasureAsync(string what, Func<int, ValueTask<QueryState>> action)
    {
        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            (await action(i)).Dispose();
            times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-21} p50 {times[Rounds / 2]:F3} ms   p95 {times[Rounds * 95 / 100]:F3} ms   max {times[^1]:F3} ms"));
    }
}
