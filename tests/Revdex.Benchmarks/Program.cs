using Revdex.Benchmarks;

return args switch
{
    ["extract", var folder] => ExtractBenchmark.Run(folder),
    ["query", var folder] => QueryBenchmark.Run(folder),
    _ => 2,
};
