using Revdex.Benchmarks;
using Revdex.Benchmarks.Accuracy;
using Revdex.Benchmarks.Documents;
using Revdex.Benchmarks.Embeddings;
using Revdex.Benchmarks.Languages;
using Revdex.Benchmarks.Questions;
using Revdex.Benchmarks.SearchQuality;

return args switch
{
    ["extract", var folder] => ExtractBenchmark.Run(folder),
    ["facts", var folder] => ExtractBenchmark.Digest(folder),
    ["languages", .. var repositories] => await LanguageBenchmark.RunAsync(repositories),
    ["index", var folder] => IndexBenchmark.Run(folder),
    ["query", var folder] => QueryBenchmark.Run(folder),
    ["serve", var repository] => ServeBenchmark.Run(repository),
    ["replay", var repository, var count, var folder, .. var mode] when mode is [] or ["cold" or "warm"] =>
        ReplayBenchmark.Replay(repository, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), folder, mode is [var word] ? word : "cold"),
    ["replay-report", var folder] => await ReplayBenchmark.ReportAsync(folder, ReplayReaders.CheckoutsMax),
    ["replay-report", var folder, var checkouts] => await ReplayBenchmark.ReportAsync(folder, int.Parse(checkouts, System.Globalization.CultureInfo.InvariantCulture)),
    ["store", var repository] => await StoreBenchmark.RunAsync(repository),
    ["view", var files] => await ViewBenchmark.RunAsync(int.Parse(files, System.Globalization.CultureInfo.InvariantCulture)),
    ["vectors", var rows, var folder, .. var spread] when spread is [] or ["spread"] =>
        VectorBenchmark.Run(int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture), folder, spread is not []),
    ["embeddings", var folder, .. var options] => EmbeddingBenchmark.Run(folder, options),
    ["questions", .. var options] => await QuestionBenchmark.RunAsync(options),
    ["search-quality", .. var options] => await SearchQualityBenchmark.RunAsync(options),
    ["accuracy", .. var options] => AccuracyBenchmark.Run(options),
    ["documents", var folder] => DocumentBenchmark.Run(folder),
    _ => 2,
};
