using Revdex.Benchmarks;

return args switch
{
    ["extract", var folder] => ExtractBenchmark.Run(folder),
    ["index", var folder] => IndexBenchmark.Run(folder),
    ["query", var folder] => QueryBenchmark.Run(folder),
    ["reader", var folder] => await ReaderBenchmark.RunAsync(folder),
    ["serve", var repository] => ServeBenchmark.Run(repository),
    ["view", var files] => await ViewBenchmark.RunAsync(int.Parse(files, System.Globalization.CultureInfo.InvariantCulture)),
    _ => 2,
};
