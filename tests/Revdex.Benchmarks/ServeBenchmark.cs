using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Revdex.Benchmarks;

/// <summary>
/// The real executable on a clone of a real repository, over MCP: from start to the first right answer with a warm cache, from a store and with
/// neither; latencies of tools; edits; memory; increments. "Right" is complete and the same as the full index says.
/// </summary>
internal static class ServeBenchmark
{
    private const int StartRounds = 7;
    private const int CallRounds = 2000;
    private const int EditRounds = 100;
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    public static int Run(string repository)
    {
        using var folders = new BenchmarkFolders(repository);
        var full = Index(folders.Clone, folders.Cache, "full index, for comparison");
        MeasuredProcess.Run(folders.Clone, folders.With(folders.Cache), "publish", "--store", folders.StoreUrl, "--json");
        var names = folders.SymbolNames();
        var probe = new Probe(names[0], Total(folders, names[0]));

        Starts("serve, warm cache", folders, probe, folders.Cache, null);
        Starts("serve, from a store", folders, probe, null, folders.StoreUrl);
        Once("serve, neither", folders, probe);
        using (var client = McpProcess.Start(folders.Clone, folders.Cache, null))
        {
            Latencies(client, folders, names);
            Edits(client, folders);
            PrintMemory("after that", client);
            Thread.Sleep(IdleTime);
            PrintMemory("and ten seconds later", client);
        }

        using (var client = McpProcess.Start(folders.Clone, folders.Cache, null))
        {
            _ = FirstRight(client, probe);
            PrintMemory("idle after one answer", client);
        }

        Increments(folders, full.CpuSeconds);
        return 0;
    }

    private static void PrintMemory(string when, McpProcess client) => Console.WriteLine(
        $"reader's memory, {when}: {Memory(client.Id, "VmRSS")} MB, of which {Memory(client.Id, "RssAnon")} MB not mapped from files; workers {MeasuredProcess.TreeRssMegabytes(client.Id) - Memory(client.Id, "VmRSS"):0} MB");

    private static MeasuredProcess Index(string clone, string cache, string what)
    {
        var run = MeasuredProcess.Run(clone, new Dictionary<string, string> { ["REVDEX_CACHE"] = cache }, "index", "--json");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {run.WallSeconds:0.00} s, {run.CpuSeconds:0.00} s CPU, peak {run.PeakRssMegabytes:0} MB"));
        return run;
    }

    private static int Total(BenchmarkFolders folders, string name)
    {
        var run = MeasuredProcess.Run(folders.Clone, folders.With(folders.Cache), "find", name, "--match", "exact", "--json");
        using var answer = JsonDocument.Parse(run.Output);
        return answer.RootElement.GetProperty("total").GetInt32();
    }

    /// <param name="cache">Null: a new, empty one each round.</param>
    private static void Starts(string what, BenchmarkFolders folders, Probe probe, string? cache, string? store)
    {
        var (times, initialized) = (new double[StartRounds], new double[StartRounds]);
        for (var round = 0; round < StartRounds; round++)
        {
            var own = cache ?? folders.New();
            var clock = Stopwatch.StartNew();
            using var client = McpProcess.Start(folders.Clone, own, store);
            initialized[round] = clock.Elapsed.TotalMilliseconds;
            _ = FirstRight(client, probe);
            times[round] = clock.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        Array.Sort(initialized);
        Print(what + ": first right answer", times, 1);
        Print(what + ": initialized", initialized, 1);
    }

    private static void Once(string what, BenchmarkFolders folders, Probe probe)
    {
        var clock = Stopwatch.StartNew();
        using var client = McpProcess.Start(folders.Clone, folders.New(), null);
        _ = client.Call("find", probe.Arguments);
        var first = clock.Elapsed.TotalSeconds;
        _ = FirstRight(client, probe);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: first answer {first:0.00} s, first right answer {clock.Elapsed.TotalSeconds:0.0} s"));
    }

    private static int FirstRight(McpProcess client, Probe probe)
    {
        for (var calls = 1; ; calls++)
        {
            var answer = client.Call("find", probe.Arguments);
            if (answer.GetProperty("view").GetProperty("complete").GetBoolean())
            {
                var total = answer.GetProperty("total").GetInt32();
                return total == probe.Total ? calls : throw new RevdexException($"{total} results instead of {probe.Total}");
            }
        }
    }

    private static void Latencies(McpProcess client, BenchmarkFolders folders, List<string> names)
    {
        Latency("find exact", client, "find", names, n => $$"""{"name":"{{n}}","match":"exact"}""");
        Latency("find", client, "find", names, n => $$"""{"name":"{{n}}"}""");
        Latency("find, limit 10", client, "find", names, n => $$"""{"name":"{{n}}","limit":10}""");
        Latency("references", client, "references", names, n => $$"""{"name":"{{n}}"}""");
        Latency("references, limit 10", client, "references", names, n => $$"""{"name":"{{n}}","limit":10}""");
        Latency("outline of a file", client, "outline", folders.Paths(), p => $$"""{"path":"{{p}}"}""");
    }

    private static void Latency(string what, McpProcess client, string tool, List<string> subjects, Func<string, string> arguments)
    {
        var times = new double[CallRounds];
        long bytes = 0;
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < CallRounds; i++)
            {
                var asked = arguments(subjects[i % subjects.Count]);
                var started = Stopwatch.GetTimestamp();
                var line = client.CallRaw(tool, asked);
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                bytes += line.Length;
            }
        }

        Array.Sort(times);
        Print($"over MCP: {what}, {bytes / 2 / CallRounds} characters", times, 3);
    }

    /// <summary>From the write to the answer that has it, over MCP. Each edit adds a symbol of its own.</summary>
    private static void Edits(McpProcess client, BenchmarkFolders folders)
    {
        foreach (var path in folders.PathsOfSizes([10_000, 50_000, 200_000]))
        {
            var full = Path.Combine(folders.Clone, path);
            var before = File.ReadAllBytes(full);
            var times = new double[EditRounds];
            for (var i = 0; i < EditRounds; i++)
            {
                var name = $"RevdexBenchmark{before.Length}X{i}";
                var started = Stopwatch.GetTimestamp();
                File.WriteAllBytes(full, [.. before, .. System.Text.Encoding.UTF8.GetBytes($"\nclass {name} {{ }}\n")]);
                var answer = client.Call("find", $$"""{"name":"{{name}}","match":"exact"}""");
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                _ = answer.GetProperty("total").GetInt32() == 1 ? 0 : throw new RevdexException("the answer lacks the edit");
            }

            File.WriteAllBytes(full, before);
            Array.Sort(times);
            Print($"edit of {before.Length / 1000} KB to answer", times, 2);
        }
    }

    private static void Increments(BenchmarkFolders folders, double fullCpu)
    {
        foreach (var count in (int[])[1, 10, 50])
        {
            folders.CommitChanges(count);
            var run = Index(folders.Clone, folders.Cache, $"increment of {count} changed files");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {run.CpuSeconds / fullCpu:0.000} of the full index"));
        }
    }

    private static double Memory(int process, string field) =>
        File.ReadLines($"/proc/{process}/status").Where(line => line.StartsWith(field, StringComparison.Ordinal))
            .Select(line => Math.Round(long.Parse(line.AsSpan(field.Length + 1).Trim().TrimEnd("kB ").ToString(), CultureInfo.InvariantCulture) / 1024.0)).Single();

    private static void Print(string what, double[] sorted, int digits)
    {
        string F(double ms) => ms.ToString("F" + digits, CultureInfo.InvariantCulture);
        Console.WriteLine($"{what,-55} p50 {F(sorted[sorted.Length / 2]),8}  p95 {F(sorted[sorted.Length * 95 / 100]),8}  p99 {F(sorted[sorted.Length * 99 / 100]),8} ms");
    }

    private sealed record Probe(string Name, int Total)
    {
        public string Arguments => $$"""{"name":"{{Name}}","match":"exact"}""";
    }
}
