using System.Text.RegularExpressions;
using Revdex.Extraction;

namespace Revdex.Tests.GitHubAction.Images;

/// <summary>What the program takes from each of its native libraries, by the sources that take it.</summary>
internal static partial class CalledFunctions
{
    private const string Native = "src/Revdex/Native";

    /// <summary>A library's file name on the platform, and the functions in it that are called.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(string rid)
    {
        var ending = rid.Split('-')[0] switch { "win" => ".dll", "osx" => ".dylib", _ => ".so" };
        var called = LanguageSet.Default.All
            .GroupBy(l => $"tree-sitter-{l.GrammarId}{ending}", l => l.Symbol)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Distinct()]);
        called[$"tree-sitter{ending}"] = Exported("TreeSitter/TreeSitterApi.cs", "");
        called[(ending == ".dll" ? "duckdb" : "libduckdb") + ending] = Exported("DuckDb/DuckDbApi.cs", "duckdb_");
        return called;
    }

    private static IReadOnlyList<string> Exported(string file, string prefix) =>
        [.. ExportCall().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, Native, file))).Select(m => prefix + m.Groups[1].Value)];

    [GeneratedRegex("\\bExport\\(\"(\\w+)\"\\)")]
    private static partial Regex ExportCall();
}
