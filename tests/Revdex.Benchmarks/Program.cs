using Revdex.Benchmarks;

return args switch
{
    ["extract", var folder] => ExtractBenchmark.Run(folder),
    ["index", var folder] => IndexBenchmark.Run(folder),
    ["query", var folder] => QueryBenchmark.Run(folder),
    ["reader", var folder] => await ReaderBenchmark.RunAsync(folder),
    ["serve", var repository] => ServeBenchmark.Run(repository),
    ["replay", var folder, var count, .. var mode] when mode is [] or ["cold" or "warm"] =>
        await ReplayBenchmark.RunAsync(folder, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), mode is [var word] ? word : "cold"),
    ["view", var files] => await ViewBenchmark.RunAsync(int.Parse(files, System.Globalization.CultureInfo.InvariantCulture)),
    _ => 2,
};
