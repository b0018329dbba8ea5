using System.Diagnostics;
using System.Globalization;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query;
using Revdex.Segments;

namespace Revdex.Benchmarks;

/// <summary>
/// What a view costs in a repository made up of many small files: listing, mounting, the freshness fence, an edit. Facts are empty, so
/// that parsing is not in the figures.
/// </summary>
internal static class ViewBenchmark
{
    private const int Rounds = 200;

    public static async Task<int> RunAsync(int fileCount)
    {
        var top = Directory.CreateTempSubdirectory("revdex-bench-").FullName;
        try
        {
            Fill(top, fileCount);
            var repository = GitRepository.Open(top);
            MeasureView(repository);
            await MeasureReaderAsync(repository, fileCount);
            return 0;
        }
        finally
        {
            Directory.Delete(top, recursive: true);
        }
    }

    private static void Fill(string top, int fileCount)
    {
        for (var i = 0; i < fileCount; i++)
        {
            var path = Path.Combine(top, PathOf(i));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, string.Concat(Enumerable.Repeat($"public sealed class Class{i} {{ }}\n", 100)));
        }

        Git(top, "init", "-q");
        Git(top, "config", "gc.auto", "0");
        Git(top, "add", "--all");
        Git(top, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "all");
    }

    private static string PathOf(int i) => $"src/Component{i / 400}/Feature{i / 20}/SomeTypicalClassName{i}.cs";

    private static void MeasureView(GitRepository repository)
    {
        var head = repository.Head()!.Value; // Fill made it.
        var tree = repository.ListTree(head);
        Report("git ls-tree", () => repository.ListTree(head), 5);
        Report("View.Of", () => View.Of(tree, LanguageDetection.ByName(LanguageSet.Default)), 20);
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var view = View.Of(tree, LanguageDetection.ByName(LanguageSet.Default));
        Console.WriteLine($"{"a view's memory",-36} {(GC.GetTotalMemory(forceFullCollection: true) - memory) / 1024.0:F0} KB");
        Report("its keys sorted", () => ViewOrder.Sort(view.Files), 20);

        using var segment = SegmentOf(view);
        Report("mount on a segment of all", () => Mount.Of(view, [new SegmentSource(segment, false)]), 50);
        var change = new FileChange(view.Path(view.Count / 2).ToArray(), Oid.OfBlob("x"u8, repository.ObjectFormat), GitMode.Regular);
        Report("View.With one content", () => view.With([change]), 50);
        IReadOnlyList<SegmentSource> sources = [new SegmentSource(segment, false)];
        var before = Mount.Of(view, sources);
        var (edited, grown) = (view.With([change]), view.With([change with { Path = "src/new.cs"u8.ToArray() }]));
        Report("remount, one content", () => Mount.Of(edited, sources, before), 50);
        Report("remount, one new path", () => Mount.Of(grown, sources, before), 50);
        Report("View.With one new path", () => view.With([change with { Path = "src/new.cs"u8.ToArray() }]), 50);
    }

    private static async Task MeasureReaderAsync(GitRepository repository, int fileCount)
    {
        var options = new ReaderOptions
        {
            Cache = null,
            WaitForComplete = true,
            Extract = (oid, language, content, _) => Task.FromResult(Facts(oid, language.Id, content.Length)),
        };
        var clock = Stopwatch.StartNew();
        await using var reader = await Reader.OpenAsync(repository, options, default);
        Console.WriteLine($"{"reader opened, view there",-36} {clock.Elapsed.TotalMilliseconds:F1} ms");
        (await reader.StateAsync(null, null, default)).Dispose();
        Console.WriteLine($"{"complete (empty facts)",-36} {clock.Elapsed.TotalMilliseconds:F1} ms");
        await reader.Armed;
        Console.WriteLine($"{"watching set up",-36} {clock.Elapsed.TotalMilliseconds:F1} ms");
        (await reader.StateAsync(null, null, default)).Dispose();
        await ReportAsync("nothing changed", async _ => (await reader.StateAsync(null, null, default)).Dispose());
        await ReportAsync("one tracked file edited", async i => await EditAsync(reader, PathOf(fileCount / 2), $"class Edit{i} {{ }}"));
        await ReportAsync("one new file", async i => await EditAsync(reader, $"src/New{i}.cs", $"class New{i} {{ }}"));
        await ReportAsync("one more file in a new folder", async i => await EditAsync(reader, $"src/NewFolder{i}/New.cs", $"class Other{i} {{ }}"));
    }

    private static async Task EditAsync(Reader reader, string path, string content)
    {
        var full = Path.Combine(reader.Repository.WorkTree!, path); // Fill made one.
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        await File.WriteAllTextAsync(full, content);
        using var state = await reader.StateAsync(null, null, default);
        if (!state.Info.Complete)
        {
            throw new InvalidOperationException("the answer lacks the edit");
        }
    }

    private static Segment SegmentOf(View view)
    {
        var facts = view.ByKey.Select(file => Facts(view.Oid(file), view.Language(file)!.Id, 0)).DistinctBy(f => f.Oid).ToList();
        var languages = LanguageSet.Default.All.Select(l => new SegmentLanguage(l.Id, l.Fingerprint)).ToList();
        return Segment.FromMemory(SegmentWriter.ToBytes(facts, languages), "all");
    }

    private static BlobFacts Facts(Oid oid, string languageId, int sizeBytes)
    {
        var message = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new FactsMessageWriter(message, 0, 0);
        writer.Complete();
        return new BlobFacts { Oid = oid, LanguageId = languageId, SizeBytes = sizeBytes, Message = message.WrittenMemory };
    }

    private static void Report(string what, Func<object> action, int rounds)
    {
        action();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var times = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            GC.KeepAlive(action());
            times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }

        Print(what, times, Process.GetCurrentProcess().TotalProcessorTime - cpu);
    }

    private static async Task ReportAsync(string what, Func<int, Task> action)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            await action(i);
            times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }

        Print(what, times, Process.GetCurrentProcess().TotalProcessorTime - cpu);
    }

    private static void Print(string what, double[] times, TimeSpan cpu)
    {
        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-36} p50 {times[times.Length / 2],8:F3} ms   p95 {times[times.Length * 95 / 100],8:F3} ms   CPU {cpu.TotalMilliseconds / times.Length,8:F3} ms"));
    }

    private static void Git(string top, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = top })!;
        process.WaitForExit();
    }
}
