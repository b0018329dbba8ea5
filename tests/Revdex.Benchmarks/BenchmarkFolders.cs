using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Revdex.Benchmarks;

/// <summary>A clone of a repository, caches and a store, in a temporary folder that is deleted at the end.</summary>
internal sealed class BenchmarkFolders : IDisposable
{
    private const int NamesMax = 3000;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("revdex-benchmark-");
    private int _new;

    public BenchmarkFolders(string repository)
    {
        Git("clone", "--quiet", repository, Clone);
        Directory.CreateDirectory(Store);
    }

    public string Clone => Path.Combine(_root.FullName, "clone");

    public string Cache => Path.Combine(_root.FullName, "cache");

    public string Store => Path.Combine(_root.FullName, "store");

    public string StoreUrl => "file://" + Store;

    public string New() => Path.Combine(_root.FullName, "cache" + ++_new);

    public Dictionary<string, string> With(string cache) => new() { ["REVDEX_CACHE"] = cache };

    /// <summary>Names of symbols in the index, each symbol as likely as another.</summary>
    public List<string> SymbolNames()
    {
        var run = MeasuredProcess.Run(
            Clone, With(Cache), "sql", $"SELECT name FROM symbols WHERE regexp_full_match(name, '\\w+') ORDER BY hash(path || name || line) LIMIT {NamesMax}", "--limit", "1000", "--json");
        using var answer = JsonDocument.Parse(run.Output);
        return [.. answer.RootElement.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("name").GetString()!)];
    }

    /// <summary>One that far more files use than a reader reads for a question.</summary>
    public string CommonName()
    {
        var run = MeasuredProcess.Run(
            Clone, With(Cache), "sql", "SELECT name FROM occurrences GROUP BY name HAVING count(DISTINCT path) > 400 AND count(*) < 4000 ORDER BY hash(name) LIMIT 1", "--json");
        using var answer = JsonDocument.Parse(run.Output);
        return answer.RootElement.GetProperty("results")[0].GetProperty("name").GetString()!;
    }

    public List<string> Paths()
    {
        var files = Files();
        return [.. Enumerable.Range(0, Math.Min(NamesMax, files.Count)).Select(i => files[(int)(i * 7919L % files.Count)])];
    }

    /// <summary>For each size the C# file that is nearest to it.</summary>
    public List<string> PathsOfSizes(int[] sizes)
    {
        var files = Files().Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(path => (Path: path, Size: new FileInfo(Path.Combine(Clone, path)).Length)).ToList();
        return [.. sizes.Select(size => files.MinBy(f => Math.Abs(f.Size - size)).Path).Distinct()];
    }

    /// <summary>A commit that adds a line to so many C# files.</summary>
    public void CommitChanges(int count)
    {
        var files = Files().Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).ToList();
        for (var i = 0; i < count; i++)
        {
            File.AppendAllText(Path.Combine(Clone, files[i * files.Count / count]), $"\nclass RevdexIncrement{count}X{i} {{ }}\n");
        }

        Git("-C", Clone, "-c", "user.name=benchmark", "-c", "user.email=benchmark@example.com", "commit", "--quiet", "-am", "benchmark");
    }

    public void Dispose() => _root.Delete(recursive: true);

    private List<string> Files() => [.. Git("-C", Clone, "ls-files", "-z", "*.cs", "*.ts", "*.py", "*.go", "*.rs", "*.java", "*.rb", "*.c", "*.cpp", "*.php", "*.js").Split('\0', StringSplitOptions.RemoveEmptyEntries)];

    private static string Git(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new RevdexException($"git {string.Join(' ', arguments)} failed");
    }
}
