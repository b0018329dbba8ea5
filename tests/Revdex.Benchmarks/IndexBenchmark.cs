using System.Globalization;

namespace Revdex.Benchmarks;

/// <summary>A full index by the real executable, with an empty cache, against plain parsing of the same files in C, in one run.</summary>
internal static class IndexBenchmark
{
    public static int Run(string repository)
    {
        var (files, bytes, parse) = PlainParsing.Run(repository);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"plain parsing: {files} files, {bytes / 1e6:0.0} MB, {parse:0.00} s CPU"));
        var cache = Directory.CreateTempSubdirectory("revdex-benchmark-").FullName;
        try
        {
            var environment = new Dictionary<string, string> { ["REVDEX_CACHE"] = cache };
            foreach (var round in (string[])["full index", "again"])
            {
                var run = MeasuredProcess.Run(repository, environment, "index", "--json");
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{round}: {run.WallSeconds:0.00} s wall, {run.CpuSeconds:0.00} s CPU ({run.CpuSeconds / parse:0.00} of plain parsing), {run.PeakRssMegabytes:0} MB of the process tree\n{run.Output.Trim()}"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }
}
