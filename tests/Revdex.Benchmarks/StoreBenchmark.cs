using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Benchmarks;

/// <summary>
/// A fresh clone with an empty cache whose snapshot comes over a line of so many bits a second: from the start of <c>revdex serve</c> to the
/// first answers that are as the full index gives them, and to the first that says it is complete. Questions of one session are asked one after the other.
/// </summary>
internal static class StoreBenchmark
{
    private const int Rounds = 3;

    /// <summary>Of each request, there and back: a store in the same part of the world.</summary>
    private const int LatencyMs = 20;

    public static async Task<int> RunAsync(string repository)
    {
        using var folders = new BenchmarkFolders(repository);
        MeasuredProcess.Run(folders.Clone, folders.With(folders.Cache), "index", "--json");
        var put = MeasuredProcess.Run(folders.Clone, folders.With(folders.Cache), "publish", "--store", folders.StoreUrl, "--json");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"publish of what was indexed: {put.WallSeconds:0.0} s, {put.CpuSeconds:0.0} s CPU; {put.Output.Trim()}"));
        var (name, path) = (folders.SymbolNames()[0], folders.Paths()[0]);
        var (common, part) = (folders.CommonName(), "Builder");
        Question[][] sessions =
        [
            [
                Question.Of(folders, "outline", $$"""{"path":"{{path}}"}""", path),
                Question.Of(folders, "find", $$"""{"name":"{{name}}","match":"exact"}""", name, "--match", "exact"),
                Question.Of(folders, "references", $$"""{"name":"{{name}}"}""", name),
            ],
            [Question.Of(folders, "find", $$"""{"name":"{{part}}"}""", part)],
            [Question.Of(folders, "references", $$"""{"name":"{{common}}"}""", common)],
        ];
        foreach (var speed in (double?[])[10, 100, null])
        {
            foreach (var questions in sessions)
            {
                await MeasureAsync(folders, questions, speed);
            }
        }

        return 0;
    }

    /// <param name="speed">Megabits a second; null: without a store.</param>
    private static async Task MeasureAsync(BenchmarkFolders folders, Question[] questions, double? speed)
    {
        var times = questions.Append(null).Select(_ => new List<double>()).ToArray();
        long bytes = 0;
        await using var server = await FileServer.StartAsync(folders.Store);
        for (var round = 0; round < (speed is null ? 1 : Rounds); round++) // Without a store a round takes a minute of both cores.
        {
            await using var line = await FaultProxy.StartAsync(server.Address);
            var pace = new Pace(speed ?? 1, LatencyMs);
            line.Faults = (_, _) => new Fault.Slow(pace);
            var clock = Stopwatch.StartNew();
            using var client = McpProcess.Start(folders.Clone, folders.New(), speed is null ? null : line.Address);
            foreach (var (question, to) in questions.Zip(times))
            {
                Ask(client, question, static (question, answer) => question.IsRight(answer));
                to.Add(clock.Elapsed.TotalSeconds);
            }

            Ask(client, questions[^1], static (_, answer) => answer.GetProperty("view").GetProperty("complete").GetBoolean());
            times[^1].Add(clock.Elapsed.TotalSeconds);
            bytes = line.BytesSent;
        }

        Console.WriteLine(speed is null ? "no store" : string.Create(CultureInfo.InvariantCulture, $"store at {speed} Mbit/s, {LatencyMs} ms: {bytes / 1e6:0.0} MB"));
        foreach (var (what, of) in questions.Select(q => $"first right {q.Tool} {q.Total}").Append("complete").Zip(times))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-30} {of.Order().ElementAt(of.Count / 2),6:0.0} s ({string.Join(", ", of.Select(t => t.ToString("0.0", CultureInfo.InvariantCulture)))})"));
        }
    }

    private static void Ask(McpProcess client, Question question, Func<Question, JsonElement, bool> isDone)
    {
        while (!isDone(question, client.Call(question.Tool, question.Arguments)))
        {
            Thread.Sleep(10); // Or asking would take the time that fetching and extracting need.
        }
    }

    private sealed record Question(string Tool, string Arguments, int Total)
    {
        /// <summary>With the answer of the full index.</summary>
        public static Question Of(BenchmarkFolders folders, string tool, string arguments, params string[] words)
        {
            var run = MeasuredProcess.Run(folders.Clone, folders.With(folders.Cache), [tool, .. words, "--json"]);
            using var answer = JsonDocument.Parse(run.Output);
            return new Question(tool, arguments, answer.RootElement.GetProperty("total").GetInt32());
        }

        public bool IsRight(JsonElement answer) => answer.GetProperty("total").GetInt32() == Total;
    }
}
