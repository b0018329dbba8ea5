using System.Diagnostics;
using System.Globalization;

namespace Revdex.Benchmarks;

/// <summary>Runs revdex and measures it with all its descendants: wall time, CPU, and the largest resident memory of the tree.</summary>
internal sealed record MeasuredProcess(double WallSeconds, double CpuSeconds, double PeakRssMegabytes, string Output)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    public static MeasuredProcess Run(string directory, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo(RevdexPath) { WorkingDirectory = directory, RedirectStandardOutput = true };
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var cpuBefore = ChildrenCpuSeconds();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        double peak = 0;
        while (!process.WaitForExit(PollInterval))
        {
            peak = Math.Max(peak, TreeRssMegabytes(process.Id));
        }

        process.WaitForExit();
        var wall = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new MeasuredProcess(wall, ChildrenCpuSeconds() - cpuBefore, peak, output.Result)
            : throw new RevdexException($"revdex {string.Join(' ', args)} ended with {process.ExitCode}");
    }

    public static string RevdexPath => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "revdex.exe" : "revdex");

    public static double TreeRssMegabytes(int root)
    {
        var parents = new Dictionary<int, (int Parent, double Rss)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && TryReadStatus(folder, out var status))
            {
                parents[id] = status;
            }
        }

        return parents.Where(p => IsBelow(p.Key, root, parents)).Sum(p => p.Value.Rss);
    }

    private static bool IsBelow(int id, int root, Dictionary<int, (int Parent, double Rss)> parents)
    {
        while (id != root && parents.TryGetValue(id, out var entry))
        {
            id = entry.Parent;
        }

        return id == root;
    }

    private static bool TryReadStatus(string folder, out (int Parent, double Rss) status)
    {
        status = default;
        try
        {
            foreach (var line in File.ReadLines(Path.Combine(folder, "status")))
            {
                if (line.StartsWith("PPid:", StringComparison.Ordinal))
                {
                    status.Parent = int.Parse(line.AsSpan(5), CultureInfo.InvariantCulture);
                }
                else if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                {
                    status.Rss = long.Parse(line.AsSpan(6).Trim().TrimEnd("kB ").ToString(), CultureInfo.InvariantCulture) / 1024.0;
                }
            }

            return true;
        }
        catch (IOException)
        {
            return false; // The process ended meanwhile.
        }
    }

    /// <summary>CPU of children that ended and were waited for, with theirs (/proc/self/stat, fields 16 and 17).</summary>
    private static double ChildrenCpuSeconds()
    {
        const double ticksPerSecond = 100;
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / ticksPerSecond;
    }
}
