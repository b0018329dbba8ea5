using System.Globalization;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Benchmarks;

/// <summary>People who check out commits of the replayed history, each with an empty cache and the store.</summary>
internal sealed class ReplayReaders(string clone, string storeUrl, string folder)
{
    private const int CheckoutsMax = 1_000;

    /// <summary>Commits whose facts are held against extracting them again.</summary>
    private const int VerifiedMax = 5;

    /// <summary>What a reader fills in by itself within a second or two: more, and the snapshot is of little use.</summary>
    private const int MissingMax = 400;

    /// <param name="depth">Commits of the first-parent history that were replayed.</param>
    public async Task ReportAsync(int depth)
    {
        var random = new Random(1);
        var candidates = GitText.Run(clone, "rev-list", $"refs/heads/replay~{depth - 1}..refs/heads/replay").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        random.Shuffle(candidates);
        var repository = GitRepository.Open(clone);
        var (usable, none, exact) = (0, 0, 0);
        var (opened, missing) = (new List<long>(), new List<long>());
        foreach (var text in candidates.Take(CheckoutsMax))
        {
            var (choice, left) = await FindAsync(repository, Oid.Parse(text)).ConfigureAwait(false);
            usable += choice is not null && left <= MissingMax ? 1 : 0;
            none += choice is null ? 1 : 0;
            exact += choice?.Distance == 0 ? 1 : 0;
            opened.Add(choice?.Manifest.Segments.Count ?? 0);
            missing.Add(left);
        }

        missing.Sort();
        var count = missing.Count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"random checkouts: {count}; usable (at most {MissingMax} blobs left) {100.0 * usable / count:0.00} %, of the commit itself {100.0 * exact / count:0.0} %, none {none}; "
            + $"blobs left: median {missing[count / 2]}, p95 {missing[count * 95 / 100]}, max {missing[^1]}; objects opened (manifest and segments): mean {opened.Average() + 1:0.0}, max {opened.Max() + 1}"));
        Verify(candidates);
    }

    private async Task<(SnapshotChoice? Choice, int Missing)> FindAsync(GitRepository repository, Oid commit)
    {
        var view = View.Of(repository.ListTree(commit), LanguageSet.Default);
        var target = new SnapshotTarget { Commit = commit, Tree = repository.TreeOf(commit), Blobs = view.Keys() };
        using var cache = LocalCache.Open(new CacheOptions { Folder = Path.Combine(folder, "reader-cache") });
        var store = new SnapshotStore(ObjectStores.Open(storeUrl), report: Console.Error.WriteLine);
        var choice = await new SnapshotFinder(repository, cache, store).FindAsync(target, SnapshotSearch.ToRead).ConfigureAwait(false);
        if (choice is null)
        {
            return (null, target.Blobs.Count);
        }

        using var plan = await new SnapshotBuilder(cache, store).PlanAsync(target, choice.Manifest).ConfigureAwait(false);
        return (choice, plan.Missing.Count);
    }

    private void Verify(string[] candidates)
    {
        var environment = new Dictionary<string, string> { ["REVDEX_CACHE"] = Path.Combine(folder, "verify-cache") };
        var published = candidates.Where(c => File.Exists(Path.Combine(new Uri(storeUrl).LocalPath, SnapshotKeys.Manifest(Oid.Parse(c))))).Take(VerifiedMax).ToList();
        foreach (var commit in published)
        {
            MeasuredProcess.Run(clone, environment, "verify", commit, "--store", storeUrl, "--sample", "500", "--json");
        }

        Console.WriteLine($"verified: {published.Count} snapshots, 500 blobs each, none wrong");
    }
}
