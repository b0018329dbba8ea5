using System.Globalization;
using Revdex.Git;

namespace Revdex.Benchmarks;

/// <summary>What is left of a replayed store when it is pruned, against one snapshot alone.</summary>
internal sealed class ReplayPrunes(string clone, string store, string folder)
{
    private static readonly int[] KeptCommits = [1, 100, 500];

    /// <summary>A clone that knows the branch alone, so that no other tip or tag keeps a snapshot.</summary>
    private string Branch => Path.Combine(folder, "branch.git");

    public void Report()
    {
        var alone = Path.Combine(folder, "alone");
        if (!Directory.Exists(alone))
        {
            var environment = new Dictionary<string, string> { ["REVDEX_CACHE"] = Path.Combine(folder, "cache-alone") };
            MeasuredProcess.Run(clone, environment, "publish", "--json", "--store", new Uri(alone).AbsoluteUri);
        }

        var one = new StoreInventory(alone);
        Console.WriteLine($"the last commit's snapshot alone: {Compared(one, one.SizeBytes)}");
        Console.WriteLine($"the store: {Compared(new StoreInventory(store), one.SizeBytes)}");
        if (!Directory.Exists(Branch))
        {
            GitText.Run(folder, "clone", "--quiet", "--bare", "--shared", "--single-branch", "--no-tags", "--branch", "replay", clone, Branch);
        }

        foreach (var kept in KeptCommits)
        {
            Prune(Branch, kept, one.SizeBytes);
        }

        Prune(clone, KeptCommits[0], one.SizeBytes);
    }

    /// <summary>Of a copy.</summary>
    private void Prune(string by, int kept, long one)
    {
        var pruned = Path.Combine(folder, "pruned");
        if (Directory.Exists(pruned))
        {
            Directory.Delete(pruned, recursive: true);
        }

        foreach (var file in new DirectoryInfo(store).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(pruned, Path.GetRelativePath(store, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }

        string[] arguments = ["prune", "--store", new Uri(pruned).AbsoluteUri, "--keep-days", "0", "--grace", "0", "--keep-commits", kept.ToString(CultureInfo.InvariantCulture)];
        var run = MeasuredProcess.Run(by, new Dictionary<string, string>(), arguments);
        var others = by == clone ? ", with other tips and tags" : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pruned to the last {kept} commits{others}: {Compared(new StoreInventory(pruned), one)}; {run.CpuSeconds:0.00} s CPU; {run.Output.TrimEnd()}"));
    }

    private string Compared(StoreInventory of, long one)
    {
        var repository = GitRepository.Open(clone);
        var distinct = of.DistinctFacts(repository, repository.Head() ?? throw new RevdexException($"{clone} has no HEAD"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{of.SizeBytes / 1e6:0.0} MB, {(double)of.SizeBytes / one:0.00} times, for {of.SnapshotCount} snapshots whose distinct facts are {distinct:0.00} times; MB: {of.Kinds()}");
    }
}
