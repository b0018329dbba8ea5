using System.Diagnostics;
using System.Globalization;
using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Native;
using Revdex.Query;
using Revdex.Snapshots;

namespace Revdex.Benchmarks;

/// <summary>Compiles and runs baseline.c on the files that an index would parse.</summary>
internal static class PlainParsing
{
    /// <returns>Files, bytes and CPU seconds of the parser alone.</returns>
    public static (long Files, long Bytes, double CpuSeconds) Run(string repository)
    {
        var program = Compile();
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        foreach (var line in SortedLines(Git.GitRepository.Open(repository), repository))
        {
            process.StandardInput.Write(line);
        }

        process.StandardInput.Close();
        var numbers = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return (long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture), double.Parse(numbers[2], CultureInfo.InvariantCulture));
    }

    /// <summary>The blobs that an index extracts, each once. Sorted by language, because setting a language is not what is measured.</summary>
    private static List<string> SortedLines(Git.GitRepository git, string repository)
    {
        var view = View.Of(git.ListTree(git.Head()!.Value), LanguageDetection.Of(git, cache: null));
        var (lines, seen) = (new List<string>(), new HashSet<BlobKey>());
        for (var file = 0; file < view.Count; file++)
        {
            if (view.Language(file) is not { } language || !seen.Add(view.Key(file)))
            {
                continue;
            }

            var path = Path.Combine(repository, Encoding.UTF8.GetString(view.Path(file)));
            if (File.Exists(path) && BlobScreening.Screen(File.ReadAllBytes(path)) == SkipReason.None)
            {
                lines.Add($"{NativeLibraries.PathOf("tree-sitter-" + language.GrammarId)} {language.Symbol} {path}\n");
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Compile()
    {
        var root = RepositoryRoot.Path;
        var lib = Path.Combine(root, ".build", "native", "npm", "node_modules", "tree-sitter", "vendor", "tree-sitter", "lib");
        var program = Path.Combine(AppContext.BaseDirectory, "baseline");
        string[] args = ["-O3", "-D_POSIX_C_SOURCE=200112L", "-D_DEFAULT_SOURCE", "-I" + Path.Combine(lib, "include"), "-I" + Path.Combine(lib, "src"),
            Path.Combine(root, "tests", "Revdex.Benchmarks", "baseline.c"), Path.Combine(lib, "src", "lib.c"), "-ldl", "-o", program];
        using var cc = Process.Start("cc", args);
        cc.WaitForExit();
        return cc.ExitCode == 0 ? program : throw new RevdexException("the baseline does not compile");
    }
}
