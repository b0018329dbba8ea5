using System.Globalization;

namespace Revdex.Benchmarks;

/// <summary>What is left of a replayed store when it is pruned, against one snapshot alone.</summary>
internal sealed class ReplayPrunes(string clone, string store, string folder)
{
    private static readonly int[] KeptCommits = [1, 100, 500];

    public void Report()
    {
        var alone = Path.Combine(folder, "alone");
        if (!Directory.Exists(alone))
        {
            var environment = new Dictionary<string, string> { ["REVDEX_CACHE"] = Path.Combine(folder, "cache-alone") };
            MeasuredProcess.Run(clone, environment, "publish", "--json", "--store", new Uri(alone).AbsoluteUri);
        }

        var one = SizeOf(alone);
        Say($"the last commit's snapshot alone: {one / 1e6:0.00} MB; the store: {Compared(store, one)}");
        KeptCommits.ToList().ForEach(kept => Prune(kept, one));
    }

    /// <summary>Of a copy.</summary>
    private void Prune(int kept, long one)
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
        var run = MeasuredProcess.Run(clone, new Dictionary<string, string>(), arguments);
        Say($"pruned to the last {kept} commits: {Compared(pruned, one)}; {run.CpuSeconds:0.00} s CPU; {run.Output.TrimEnd()}");
    }

    private static string Compared(string of, long one) => string.Create(CultureInfo.InvariantCulture, $"{SizeOf(of) / 1e6:0.00} MB, {(double)SizeOf(of) / one:0.00} times");

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static long SizeOf(string of) => new DirectoryInfo(of).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
}
