using System.Diagnostics;
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
    public const int CheckoutsMax = 1_000;

    /// <summary>Commits whose facts are held against extracting them again.</summary>
    private const int VerifiedMax = 5;

    /// <summary>What a reader fills in by itself within a second or two: more, and the snapshot is of little use.</summary>
    private const int MissingMax = 400;

    /// <param name="replayed">Oldest first.</param>
    public async Task ReportAsync(int max, IReadOnlyList<Oid> replayed)
    {
        var random = new Random(1);
        var candidates = GitText.Run(clone, "rev-list", $"{replayed[0]}..{replayed[^1]}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        random.Shuffle(candidates);
        var repository = GitRepository.Open(clone);
        var trees = new PublishedTrees(repository, replayed);
        var checkouts = new List<ReplayedCheckout>();
        foreach (var text in candidates.Take(max))
        {
            checkouts.Add(await FindAsync(repository, Oid.Parse(text), trees).ConfigureAwait(false));
            Console.Error.WriteLine(Invariant($"{text}: {checkouts[^1]}"));
        }

        Print(checkouts);
        Verify(candidates);
    }

    private static void Print(List<ReplayedCheckout> checkouts)
    {
        var servable = checkouts.Where(c => c.FewestMissing <= MissingMax).ToList();
        var missing = checkouts.Select(c => c.Missing).Order().ToList();
        var milliseconds = checkouts.Select(c => c.FindMs).Order().ToList();
        var count = checkouts.Count;
        string[] lines =
        [
            Invariant($"random checkouts: {count}; of a published commit {checkouts.Count(c => c.Distance == 0)}, without a snapshot {checkouts.Count(c => c.Segments == 0)}"),
            Invariant($"usable (at most {MissingMax} blobs left): {checkouts.Count(c => c.Missing <= MissingMax)} of all, {100.0 * checkouts.Count(c => c.Missing <= MissingMax) / count:0.00} %"),
            Invariant($"of {servable.Count} for which any published commit's tree would be: {servable.Count(c => c.Missing <= MissingMax)}, {100.0 * servable.Count(c => c.Missing <= MissingMax) / servable.Count:0.00} %"),
            Invariant($"leave more than the best published tree by over a tenth and over 10 blobs: {checkouts.Count(c => c.Missing > (c.FewestMissing * 1.1) + 10)}"),
            Invariant($"blobs left: median {missing[count / 2]}, p95 {missing[count * 95 / 100]}, max {missing[^1]}; search ms: median {milliseconds[count / 2]}, p95 {milliseconds[count * 95 / 100]}, max {milliseconds[^1]}"),
            Invariant($"objects opened (manifest and segments): mean {checkouts.Average(c => c.Segments) + 1:0.0}, max {checkouts.Max(c => c.Segments) + 1}"),
        ];
        lines.ToList().ForEach(Console.WriteLine);
    }

    private static string Invariant(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    private async Task<ReplayedCheckout> FindAsync(GitRepository repository, Oid commit, PublishedTrees trees)
    {
        var view = View.Of(repository.ListTree(commit), LanguageDetection.Of(repository, cache: null));
        var target = new SnapshotTarget { Commit = commit, Tree = repository.TreeOf(commit), Blobs = view.Keys() };
        using var cache = LocalCache.Open(new CacheOptions { Folder = Path.Combine(folder, "reader-cache") });
        var store = new SnapshotStore(ObjectStores.Open(storeUrl), report: Console.Error.WriteLine);
        var clock = Stopwatch.StartNew();
        var choice = await new SnapshotFinder(repository, cache, store).FindAsync(target, SnapshotSearch.ToRead).ConfigureAwait(false);
        var found = new ReplayedCheckout(choice?.Distance, choice?.Manifest.Segments.Count ?? 0, target.Blobs.Count, trees.FewestMissing(target.Blobs), clock.ElapsedMilliseconds);
        if (choice is null)
        {
            return found;
        }

        using var plan = await new SnapshotBuilder(cache, store).PlanAsync(target, choice.Manifest).ConfigureAwait(false);
        return found with { Missing = plan.Missing.Count };
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
