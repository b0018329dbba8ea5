using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime;
using System.Security.Cryptography;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Vectors;
using Oid = Revdex.Git.Oid;

namespace Revdex.Benchmarks;

/// <summary>
/// The vector file over made-up vectors (<see cref="ClusteredVectors"/>). The first run makes the file, the next measures on it: first
/// search, latency, recall, memory, against a plain scan of floats in the same run.
/// </summary>
internal static class VectorBenchmark
{
    private const int Questions = 200;
    private const int Count = 20;
    private const int ChunksPerBlob = 8;

    /// <summary>Floats beyond it would take gigabytes; the scan of all rows is the yardstick then.</summary>
    private const int BaselineRowsMax = 200_000;

    private static readonly VectorModel Model = new("synthetic", ClusteredVectors.Dimensions);

    private static readonly SegmentLanguage Language = new("text", "1");

    public static int Run(int rows, string folder, bool isSpread)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{rows}{(isSpread ? "-spread" : "")}.vec"));
        var data = new ClusteredVectors(rows, isSpread);
        if (!File.Exists(path))
        {
            Make(rows, data, path);
            return 0;
        }

        var questions = new float[Questions][];
        for (var i = 0; i < Questions; i++)
        {
            data.Make(rows + i, questions[i] = new float[ClusteredVectors.Dimensions]);
        }

        Measure(path, questions, rows > BaselineRowsMax ? null : Floats(data, rows));
        return 0;
    }

    private static void Make(int rows, ClusteredVectors data, string path)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        using var builder = new VectorFileBuilder(Model);
        var vector = new float[ClusteredVectors.Dimensions];
        for (var row = 0; row < rows; row += ChunksPerBlob)
        {
            var places = new ChunkPlace[Math.Min(ChunksPerBlob, rows - row)];
            for (var i = 0; i < places.Length; i++)
            {
                var key = new ChunkKey(SHA256.HashData(BitConverter.GetBytes(row + i)));
                data.Make(row + i, vector);
                builder.AddRows([key], vector);
                places[i] = new ChunkPlace(key, i * 20 + 1, i * 20 + 20, i * 800, i * 800 + 800, i);
            }

            builder.AddBlob(Oid.OfBlob(BitConverter.GetBytes(row), ObjectFormat.Sha1), Language, places);
        }

        Console.WriteLine(Line($"vectors made up and gathered: {clock.Elapsed.TotalSeconds:F1} s"));
        using (var to = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite))
        {
            builder.Write(to);
            Console.WriteLine(Line($"written: {clock.Elapsed.TotalSeconds:F1} s, CPU {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:F1} s, {(double)to.Length / rows:F1} bytes a row"));
        }
    }

    private static void Measure(string path, float[][] questions, float[]? floats)
    {
        var (clock, methods, compiling) = (Stopwatch.StartNew(), JitInfo.GetCompiledMethodCount(), JitInfo.GetCompilationTime());
        using var file = VectorFile.Open(path);
        var opened = clock.Elapsed;
        VectorSource[] all = [new(file, null)];
        VectorSearch.Nearest(Model, all, questions[0], Count, default);
        Console.WriteLine(Line($"{file.RowCount} rows, {file.ListCount} lists; opened {opened.TotalMilliseconds:F1} ms, first answer {clock.Elapsed.TotalMilliseconds:F1} ms"));
        Console.WriteLine(Line($"of that compiling {JitInfo.GetCompiledMethodCount() - methods} methods {(JitInfo.GetCompilationTime() - compiling).TotalMilliseconds:F1} ms; the next {TimeOf(() => VectorSearch.Nearest(Model, all, questions[1], Count, default)):F1} ms"));
        var memory = OwnMemory();
        var answers = Time("search", questions, q => Keys(VectorSearch.Nearest(Model, all, q, Count, default)));
        Console.WriteLine(Line($"memory not of the file, more than after the first answer: {OwnMemory() - memory} KB (of the process: {OwnMemory()} KB)"));
        if (file.ListCount > 0)
        {
            var whole = Time("all rows scanned", questions, q => Whole(file, q));
            Console.WriteLine(Line($"recall@{Count} against it: {Recall(answers, whole):F4}"));
        }

        foreach (var part in new[] { 10, 100 })
        {
            Filtered(file, questions, part);
        }

        MeasureLayer(file, questions);
        if (floats is not null)
        {
            var exact = Time("baseline: floats, TensorPrimitives.Dot", questions, q => Plain(floats, q));
            Console.WriteLine(Line($"recall@{Count} against it: {Recall(answers, exact):F4}"));
        }
    }

    private static void Filtered(VectorFile file, float[][] questions, int part)
    {
        var clock = Stopwatch.StartNew();
        VectorSource[] some = [new(file, LiveRows.Of(file, (_, blob) => blob % part == 0))];
        Console.WriteLine(Line($"one blob in {part} live: {some[0].Live!.Count} rows, the filter made in {clock.Elapsed.TotalMilliseconds:F1} ms"));
        var found = Time("  search", questions, q => Keys(VectorSearch.Nearest(Model, some, q, Count, default)));
        var whole = questions.Select(q => Keys(Rows(file, RowScan.Run(file, some[0].Live, VectorQuery.Of(Model, q), [new RowRange(0, file.RowCount)], Count)))).ToArray();
        Console.WriteLine(Line($"  recall@{Count} against all live rows scanned: {Recall(found, whole):F4}"));
    }

    /// <summary>An overlay of 5,000 chunks, into which single blobs are put.</summary>
    private static void MeasureLayer(VectorFile file, float[][] questions)
    {
        const int Blobs = 5000 / ChunksPerBlob;
        using var layer = new VectorLayer(Model);
        Put(layer, file, 0, Blobs);
        var next = 0;
        Time("a blob put into a layer of 5,000 chunks", questions, _ =>
        {
            Put(layer, file, next++, 1);
            return [];
        });
        using var view = layer.View();
        Time("search in it", questions, q => Keys(VectorSearch.Nearest(Model, view.Sources, q, Count, default)));
    }

    private static void Put(VectorLayer layer, VectorFile from, int blob, int count)
    {
        using var batch = new VectorFileBuilder(Model);
        for (var i = blob; i < blob + count; i++)
        {
            var (start, end) = from.PlacesOf(i);
            var places = Enumerable.Range(start, end - start).Select(from.Place).ToArray();
            Array.ForEach(places, place => batch.AddRow(from, from.TryFindRow(place.Key, out var row) ? row : -1));
            batch.AddBlob(from.Oid(i), Language, places);
        }

        layer.Put(batch);
    }

    private static ChunkKey[] Whole(VectorFile file, float[] question)
    {
        var blocks = Enumerable.Range(0, (file.RowCount + 2047) / 2048).Select(i => new RowRange(i * 2048, Math.Min(file.RowCount, (i + 1) * 2048)));
        return Keys(Rows(file, RowScan.Run(file, null, VectorQuery.Of(Model, question), [.. blocks], Count)));
    }

    private static IEnumerable<VectorHit> Rows(VectorFile file, TopRows top) => top.Rows.ToArray().Select(row => new VectorHit(file.Key(row), 0));

    private static ChunkKey[] Keys(IEnumerable<VectorHit> hits) => [.. hits.Select(h => h.Key)];

    private static float[] Floats(ClusteredVectors data, int rows)
    {
        var floats = new float[rows * ClusteredVectors.Dimensions];
        Parallel.For(0, rows, row => data.Make(row, floats.AsSpan(row * ClusteredVectors.Dimensions, ClusteredVectors.Dimensions)));
        return floats;
    }

    private static ChunkKey[] Plain(float[] floats, float[] question)
    {
        var best = new PriorityQueue<int, float>();
        for (var row = 0; row < floats.Length / ClusteredVectors.Dimensions; row++)
        {
            var score = TensorPrimitives.Dot(floats.AsSpan(row * ClusteredVectors.Dimensions, ClusteredVectors.Dimensions), question);
            if (best.Count < Count)
            {
                best.Enqueue(row, score);
            }
            else if (best.TryPeek(out _, out var least) && score > least)
            {
                best.DequeueEnqueue(row, score);
            }
        }

        return [.. best.UnorderedItems.Select(r => new ChunkKey(SHA256.HashData(BitConverter.GetBytes(r.Element))))];
    }

    private static double Recall(ChunkKey[][] found, ChunkKey[][] wanted) =>
        found.Zip(wanted, (f, w) => f.Intersect(w).Count()).Sum() / (double)wanted.Sum(w => w.Length);

    private static double TimeOf(Action action)
    {
        var clock = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }

    private static ChunkKey[][] Time(string what, float[][] questions, Func<float[], ChunkKey[]> search)
    {
        var (answers, times) = (new ChunkKey[questions.Length][], new double[questions.Length]);
        search(questions[0]);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < questions.Length; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            answers[i] = search(questions[i]);
            times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }

        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Array.Sort(times);
        Console.WriteLine(Line($"{what,-40} p50 {times[times.Length / 2],7:F2} ms   p99 {times[times.Length * 99 / 100],7:F2} ms   CPU {cpu.TotalMilliseconds / times.Length,7:F2} ms"));
        return answers;
    }

    /// <summary>KB of memory that no file backs; 0 where the system does not say.</summary>
    private static long OwnMemory()
    {
        const string Name = "RssAnon:";
        var line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal)) : null;
        return line is null ? 0 : long.Parse(line.AsSpan(Name.Length, line.Length - Name.Length - " kB".Length), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
