using System.Reflection;
using System.Text.RegularExpressions;
using Revdex.Extraction;

namespace Revdex.Tests;

/// <summary>Holds the house rules that a compiler does not: sizes, names, and that a language comes whole.</summary>
public sealed partial class TidyTests
{
    private const int FileLinesMax = 300;

    /// <summary>Tests of one subject are many short methods; they read well in one place for longer.</summary>
    private const int TestFileLinesMax = 400;

    /// <summary>Files that may be longer, each with its reason. Shrink this list, do not grow it.</summary>
    private static readonly Dictionary<string, string> LongFiles = new()
    {
        ["src/Revdex/Extraction/SourceWalk.cs"] = "one walk over the tree: its state is shared by all of it",
        ["tests/Revdex.Tests/Query/Freshness/WorkTreeTests.cs"] = "one subject",
        ["src/Revdex/Extraction/DefinitionReader.cs"] = "what a definition says of itself, read in one go",
        ["src/Revdex/Extraction/Patterns/PatternCompiler.cs"] = "one pass from a query to its tables",
    };

    private static readonly string[] BannedWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Impl", "Dto"];

    [Fact]
    public void Files_are_short()
    {
        var tooLong = Sources().Select(path => (Path: path, Lines: File.ReadLines(path).Count()))
            .Where(f => f.Lines > (Relative(f.Path).StartsWith("tests/", StringComparison.Ordinal) ? TestFileLinesMax : FileLinesMax) && !LongFiles.ContainsKey(Relative(f.Path)))
            .Select(f => $"{Relative(f.Path)}: {f.Lines} lines");
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Types_have_plain_names()
    {
        var banned = Types().Where(t => Words().Matches(t.Name).Any(word => BannedWords.Contains(word.Value)) || t.Name.EndsWith("Base", StringComparison.Ordinal))
            .Select(t => t.FullName);
        Assert.Empty(banned);
    }

    [Fact]
    public void A_public_type_has_its_own_file()
    {
        var files = Sources().Select(p => Path.GetFileNameWithoutExtension(p).Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var homeless = Types().Where(t => t is { IsPublic: true }).Select(t => t.Name.Split('`')[0]).Where(name => !files.Contains(name));
        Assert.Empty(homeless);
    }

    [Fact]
    public void Every_language_has_a_query_a_sample_and_a_golden()
    {
        foreach (var language in LanguageSet.Default.All.Where(l => l.Query.Length > 0))
        {
            var folder = Path.Combine(RepositoryRoot.Path, "tests", "Revdex.Tests", "Golden", language.Id);
            Assert.True(language.Query.Length > 0, $"queries/{language.Id}.scm is missing");
            Assert.True(Directory.Exists(folder) && Directory.GetFiles(folder, "*.golden").Length > 0, $"{Relative(folder)} has no golden");
            Assert.All(
                Directory.GetFiles(folder, "*.golden"),
                golden => Assert.True(File.Exists(golden[..^".golden".Length]), $"{Relative(golden)} has no sample"));
        }
    }

    [Fact]
    public void No_machine_is_named()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var named = Sources().Where(p => File.ReadAllText(p).Contains($"{home}/", StringComparison.Ordinal)).Select(Relative);
        Assert.Empty(home.Length > 1 ? named : []);
    }

    private static IEnumerable<Type> Types() => Assemblies().SelectMany(a => a.GetTypes())
        .Where(t => t.Namespace?.StartsWith("Revdex", StringComparison.Ordinal) == true && !t.Name.Contains('<'));

    private static Assembly[] Assemblies() => [typeof(RevdexException).Assembly, Assembly.Load("revdex")];

    private static IEnumerable<string> Sources() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), "*.cs", SearchOption.AllDirectories))
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}Golden{Path.DirectorySeparatorChar}"));

    private static string Relative(string path) => Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/');

    [GeneratedRegex("[A-Z][a-z0-9]+|[A-Z]+(?![a-z])")]
    private static partial Regex Words();
}
