using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Native.TreeSitter;
using Oid = Revdex.Git.Oid;

namespace Revdex.Benchmarks;

/// <summary>CPU of extraction in this process against parsing alone, on the files below a folder.</summary>
internal static class ExtractBenchmark
{
    public static int Run(string folder)
    {
        var files = Load(folder);
        Console.WriteLine($"{files.Count} files, {files.Sum(f => f.Content.Length) / 1e6:F1} MB");
        using var parser = new ParserHandle(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes);
        using var extractor = new Extractor();
        for (var round = 0; round < 3; round++)
        {
            var parse = Measure(files, f => parser.Parse(GrammarCatalog.Of(f.Language).Grammar, f.Content, out _)?.Dispose());
            long bytes = 0, symbols = 0, occurrences = 0, facts = 0;
            var extract = Measure(files, f =>
            {
                var result = extractor.Extract(f.Oid, f.Language, f.Content);
                bytes += result.Message.Length + result.Groups.Sum(g => g.Length);
                facts += result.Message.Length;
                symbols += result.SymbolCount;
                occurrences += result.OccurrenceCount;
            });
            Console.WriteLine($"parse {parse:F2} s, extract {extract:F2} s, ratio {extract / parse:F2}; {symbols} symbols, {occurrences} occurrences, {bytes / 1e6:F1} MB facts ({facts / 1e6:F1} messages)");
        }

        return 0;
    }

    /// <summary>Prints the SHA-256 of all facts in the order of paths: two builds that extract the same print the same.</summary>
    public static int Digest(string folder)
    {
        using var extractor = new Extractor();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Load(folder))
        {
            var facts = extractor.Extract(file.Oid, file.Language, file.Content);
            hash.AppendData([(byte)facts.Skip, facts.HasParseErrors ? (byte)1 : (byte)0]);
            hash.AppendData(facts.Message.Span);
            foreach (var group in facts.Groups)
            {
                hash.AppendData(group.Span);
            }
        }

        Console.WriteLine(Convert.ToHexStringLower(hash.GetHashAndReset()));
        return 0;
    }

    private static double Measure(List<SourceFile> files, Action<SourceFile> work)
    {
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        files.ForEach(work);
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    private static List<SourceFile> Load(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Order(StringComparer.Ordinal)
            .Select(path => (path, LanguageSet.Default.Detect(Encoding.UTF8.GetBytes(path))))
            .Where(f => f.Item2 is { Query.Length: > 0 })
            .Select(f => new SourceFile(f.Item2!, File.ReadAllBytes(f.path)))];

    private sealed record SourceFile(Language Language, byte[] Content)
    {
        public Oid Oid { get; } = Oid.OfBlob(Content, ObjectFormat.Sha1);
    }
}
