using Revdex.Benchmarks;

return args switch
{
    ["extract", var folder] => ExtractBenchmark.Run(folder),
    _ => 2,
};
