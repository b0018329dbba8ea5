using System.Globalization;
using System.Text.Json;
using Revdex.Git;
using Revdex.Snapshots;

namespace Revdex.Benchmarks;

/// <summary>
/// Publishes the last N commits of a repository's first-parent history, oldest first, each by the real executable as a CI job on the branch would,
/// and measures what the store and its readers get from it. What is done stays in a folder: run again, it goes on.
/// </summary>
internal sealed class ReplayBenchmark
{
    private readonly string _folder;
    private readonly string _source;
    private readonly bool _isWarm;
    private readonly List<ReplayedCommit> _replayed = [];
    private readonly HashSet<ObjectRef> _known = [];

    private ReplayBenchmark(string source, string folder, bool isWarm) => (_source, _folder, _isWarm) = (Path.GetFullPath(source), Path.GetFullPath(folder), isWarm);

    private string Clone => Path.Combine(_folder, "clone.git");

    private string Store => Path.Combine(_folder, "store");

    private string Figures => Path.Combine(_folder, "commits.jsonl");

    private string StoreUrl => new Uri(Store).AbsoluteUri;

    /// <param name="source">Only read.</param>
    /// <param name="mode"><c>cold</c>: each job has an empty cache; <c>warm</c>: one cache for all.</param>
    public static int Replay(string source, int count, string folder, string mode)
    {
        var benchmark = new ReplayBenchmark(source, folder, mode == "warm");
        Directory.CreateDirectory(folder);
        benchmark.Replay(count);
        benchmark.ReportCommits();
        return 0;
    }

    /// <summary>Of what was replayed so far.</summary>
    public static async Task<int> ReportAsync(string folder, int checkouts)
    {
        var benchmark = new ReplayBenchmark(folder, folder, isWarm: true);
        benchmark.Load();
        benchmark.ReportCommits();
        new ReplayPrunes(benchmark.Clone, benchmark.Store, benchmark._folder).Report();
        await new ReplayReaders(benchmark.Clone, benchmark.StoreUrl, benchmark._folder).ReportAsync(checkouts, [.. benchmark._replayed.Select(r => Oid.Parse(r.Commit))]).ConfigureAwait(false);
        return 0;
    }

    private void Replay(int count)
    {
        if (!Directory.Exists(Clone))
        {
            GitText.Run(_source, "clone", "--quiet", "--bare", "--shared", _source, Clone);
            GitText.Run(Clone, "symbolic-ref", "HEAD", "refs/heads/replay");
        }

        Load();
        var commits = GitText.Run(Clone, "rev-list", "--first-parent", $"--max-count={count}", "refs/heads/" + Branch()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var commit in commits.Reverse().Skip(_replayed.Count))
        {
            Publish(commit);
            if (_replayed.Count % 25 == 1)
            {
                Console.Error.WriteLine($"{_replayed.Count} of {commits.Length}: {_replayed[^1]}");
            }
        }
    }

    private void Load()
    {
        foreach (var line in File.Exists(Figures) ? File.ReadLines(Figures) : [])
        {
            _replayed.Add(JsonSerializer.Deserialize<ReplayedCommit>(line)!); // Not null: we wrote it.
            _known.UnionWith(Manifest(_replayed[^1].Commit).Manifest.Objects);
        }
    }

    private void Publish(string commit)
    {
        GitText.Run(Clone, "update-ref", "refs/heads/replay", commit);
        var cache = Path.Combine(_folder, "cache");
        if (!_isWarm && Directory.Exists(cache))
        {
            Directory.Delete(cache, recursive: true);
        }

        var run = MeasuredProcess.Run(Clone, new Dictionary<string, string> { ["REVDEX_CACHE"] = cache }, "publish", "--json", "--store", StoreUrl);
        _replayed.Add(ReplayedCommit.Of(commit, JsonElement.Parse(run.Output), run, Manifest(commit), _known));
        File.AppendAllText(Figures, JsonSerializer.Serialize(_replayed[^1]) + "\n");
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
        Console.WriteLine($"the {rest.Count} after it:");
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
