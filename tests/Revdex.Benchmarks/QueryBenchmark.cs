using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query;
using Revdex.Query.Tools;

namespace Revdex.Benchmarks;

/// <summary>
/// Times of the tools in this process, on the files below a folder: the whole answer, from arguments to JSON. Names are drawn from the
/// symbols there are, each symbol as likely as another.
/// </summary>
internal static class QueryBenchmark
{
    private const int Rounds = 3000;

    public static int Run(string folder)
    {
        using var state = new FolderState(SourceFile.Under(folder));
        Console.WriteLine($"{state.State.View.Count} files, {state.Facts.Sum(f => f.SymbolCount)} symbols, {state.Facts.Sum(f => f.OccurrenceCount)} occurrences, {state.NameCount} names, segment {state.SegmentBytes / 1e6:F1} MB");
        Measure(state.State, state.Facts);
        return 0;
    }

    private static void Measure(QueryState state, IReadOnlyList<BlobFacts> facts)
    {
        var names = Names(facts, new Random(1));
        Report("find exact", names.Select(n => Question("find", ("name", n), ("match", "exact"))), state);
        Report("find", names.Select(n => Question("find", ("name", n))), state);
        Report("find prefix of 5", names.Select(n => Question("find", ("name", n[..Math.Min(5, n.Length)]))), state);
        Report("find, limit 10", names.Select(n => Question("find", ("name", n), ("limit", "10"))), state);
        Report("find typo", names.Take(200).Select(n => Question("find", ("name", n + "xq"), ("match", "fuzzy"))), state);
        Report("references", names.Select(n => Question("references", ("name", n))), state);
        Report("references, limit 10", names.Select(n => Question("references", ("name", n), ("limit", "10"))), state);
        Report("references, calls", names.Select(n => Question("references", ("name", n), ("role", "call"))), state);
        Report("source", names.Select(n => Question("source", ("name", n))), state);
        var paths = Enumerable.Range(0, Rounds).Select(i => GitPath.Display(state.View.Path(i * 7919 % state.View.Count))).ToList();
        Report("outline of a file", paths.Select(p => Question("outline", ("path", p))), state);
    }

    private static void Report(string what, IEnumerable<ToolArguments> questions, QueryState state)
    {
        var all = questions.ToList();
        var answer = new ArrayBufferWriter<byte>(1 << 20);
        var times = new double[all.Count];
        long bytes = 0;
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < all.Count; i++)
            {
                answer.ResetWrittenCount();
                var started = Stopwatch.GetTimestamp();
                ToolAnswer.WriteAsync(all[i], state, null, answer, started, CancellationToken.None).AsTask().GetAwaiter().GetResult();
                times[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
                bytes += answer.WrittenCount;
            }
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-22} p50 {times[times.Length / 2],8:F1} us  p90 {times[times.Length * 9 / 10],8:F1}  p99 {times[times.Length * 99 / 100],9:F1}  max {times[^1],9:F1}  {bytes / 2 / all.Count,7} bytes"));
    }

    private static ToolArguments Question(string tool, params (string Name, string Value)[] arguments) =>
        ToolArguments.FromTexts(ToolSet.Named(tool), arguments.Select(a => KeyValuePair.Create(a.Name, a.Value)));

    private static List<string> Names(IReadOnlyList<BlobFacts> facts, Random random)
    {
        var names = new List<string>();
        while (names.Count < Rounds)
        {
            var message = new FactsMessage(facts[random.Next(facts.Count)].Message.Span);
            if (message.SymbolCount > 0)
            {
                names.Add(Encoding.UTF8.GetString(message.ReadSymbol(random.Next(message.SymbolCount)).Name));
            }
        }

        return names;
    }
}
