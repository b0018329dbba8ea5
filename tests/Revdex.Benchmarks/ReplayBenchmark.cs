using System.Globalization;
using System.Text.Json;
using Revdex.Git;
using Revdex.Snapshots;

namespace Revdex.Benchmarks;

/// <summary>
/// Publishes the last N commits of a repository's first-parent history, oldest first, each by the real executable as a CI job on the branch would,
/// and measures what the store and its readers get from it.
/// </summary>
internal sealed class ReplayBenchmark : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("revdex-replay-").FullName;
    private readonly string _source;
    private readonly int _count;
    private readonly bool _isWarm;
    private readonly List<ReplayedCommit> _replayed = [];
    private readonly HashSet<ObjectRef> _known = [];

    private ReplayBenchmark(string source, int count, bool isWarm) => (_source, _count, _isWarm) = (Path.GetFullPath(source), count, isWarm);

    private string Clone => Path.Combine(_folder, "clone.git");

    private string Store => Path.Combine(_folder, "store");

    private string StoreUrl => new Uri(Store).AbsoluteUri;

    /// <param name="mode"><c>cold</c>: each job has an empty cache; <c>warm</c>: one cache for all.</param>
    public static async Task<int> RunAsync(string source, int count, string mode)
    {
        using var benchmark = new ReplayBenchmark(source, count, mode == "warm");
        benchmark.Replay();
        benchmark.ReportCommits();
        await benchmark.ReportStoreAsync().ConfigureAwait(false);
        return 0;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Replay()
    {
        GitText.Run(_source, "clone", "--quiet", "--bare", "--shared", _source, Clone);
        GitText.Run(Clone, "symbolic-ref", "HEAD", "refs/heads/replay");
        var commits = GitText.Run(Clone, "rev-list", "--first-parent", $"--max-count={_count}", "refs/heads/" + Branch()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var commit in commits.Reverse())
        {
            GitText.Run(Clone, "update-ref", "refs/heads/replay", commit);
            var cache = Path.Combine(_folder, "cache");
            if (!_isWarm && Directory.Exists(cache))
            {
                Directory.Delete(cache, recursive: true);
            }

            var run = MeasuredProcess.Run(Clone, new Dictionary<string, string> { ["REVDEX_CACHE"] = cache }, "publish", "--json", "--store", StoreUrl);
            _replayed.Add(ReplayedCommit.Of(JsonElement.Parse(run.Output), run, Manifest(commit), _known));
            if (_replayed.Count % 25 == 1)
            {
                Console.Error.WriteLine($"{_replayed.Count} of {commits.Length}: {_replayed[^1]}");
            }
        }
    }

    private string Branch() => GitText.Run(_source, "symbolic-ref", "--short", "HEAD").Trim();

    private (Manifest Manifest, long SizeBytes) Manifest(string commit)
    {
        var path = Path.Combine(Store, SnapshotKeys.Manifest(Oid.Parse(commit)));
        var bytes = File.ReadAllBytes(path);
        return (ManifestReader.Read(bytes, path), bytes.Length);
    }

    private void ReportCommits()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first commit: {_replayed[0]}"));
        var rest = _replayed.Skip(1).ToList();
        Console.WriteLine($"the {rest.Count} after it, {(_isWarm ? "one warm cache" : "an empty cache for each")}:");
        Print("bytes put", rest, r => r.BytesPut);
        Print("  of these, bundles and blobs tables", rest, r => r.SegmentBytesPut);
        Print("  of these, Parquet tables", rest, r => r.TableBytesPut);
        Print("  of these, the tree", rest, r => r.TreeBytes);
        Print("bytes got", rest, r => r.BytesGot);
        Print("objects put", rest, r => r.ObjectsPut);
        Print("segments a reader opens", rest, r => r.Segments);
        Print("manifest bytes", rest, r => r.ManifestBytes);
        Print("wall ms", rest, r => (long)(r.WallSeconds * 1000));
        Print("CPU ms", rest, r => (long)(r.CpuSeconds * 1000));
    }

    private async Task ReportStoreAsync()
    {
        var alone = Path.Combine(_folder, "alone");
        MeasuredProcess.Run(Clone, new Dictionary<string, string> { ["REVDEX_CACHE"] = Path.Combine(_folder, "cache-alone") }, "publish", "--json", "--store", new Uri(alone).AbsoluteUri);
        var one = SizeOf(alone);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"store: {SizeOf(Store) / 1e6:0.00} MB; the last commit's snapshot alone: {one / 1e6:0.00} MB; {(double)SizeOf(Store) / one:0.00} times"));
        await new ReplayReaders(Clone, StoreUrl, _folder).ReportAsync(_replayed.Count).ConfigureAwait(false);
    }

    private static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    private static void Print(string what, List<ReplayedCommit> commits, Func<ReplayedCommit, long> value)
    {
        var sorted = commits.Select(value).Order().ToList();
        if (sorted.Count > 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {what}: median {sorted[sorted.Count / 2]:N0}, mean {sorted.Average():N0}, p95 {sorted[sorted.Count * 95 / 100]:N0}, max {sorted[^1]:N0}, sum {sorted.Sum():N0}"));
        }
    }
}
