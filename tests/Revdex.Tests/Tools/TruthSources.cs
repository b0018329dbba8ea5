using System.Text.RegularExpressions;
using Revdex.Query;
using Revdex.Tests.Npm;
using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>Real sources that are here anyway, each extracted once for all tests of a class.</summary>
public sealed class TruthSources : IDisposable
{
    private static readonly string Library = Path.Combine(RepositoryRoot.Path, "src", "Revdex");

    private readonly Lazy<IReadOnlyList<(string Path, string Content)>> _own = new(() => Files(Library, "*.cs", "*.csproj"));
    private readonly Lazy<QueryState> _ownState;

    private readonly Lazy<QueryState> _c = new(() => SourceState.Of(Files(
        Path.Combine(RepositoryRoot.Path, ".build", "native", "npm", "node_modules", "tree-sitter", "vendor", "tree-sitter", "lib", "src"), "*.c", "*.h")));

    private readonly Lazy<QueryState> _typeScript = new(() => SourceState.Of(Files(new NpmFixture().PackageFile("@msgpack/msgpack/src"), "*.ts")));

    public TruthSources() => _ownState = new(() => SourceState.Of(_own.Value));

    /// <summary>The library of this repository.</summary>
    internal QueryState Own => _ownState.Value;

    /// <summary>The runtime that grammars are compiled with.</summary>
    internal QueryState C => _c.Value;

    internal QueryState TypeScript => _typeScript.Value;

    /// <summary><c>path:line</c> of each line of code of <see cref="Own"/> that an expression matches; comments are none.</summary>
    public HashSet<string> PlacesOf(Regex expression) =>
        [.. from file in _own.Value from line in file.Content.Split('\n').Index() where !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && expression.IsMatch(Code(line.Item)) select $"{file.Path}:{line.Index + 1}"];

    public void Dispose()
    {
        foreach (var state in new[] { _ownState, _c, _typeScript }.Where(s => s.IsValueCreated))
        {
            state.Value.Dispose();
        }
    }

    private static string Code(string line) => line.IndexOf(" // ", StringComparison.Ordinal) is var at and > 0 ? line[..at] : line;

    private static List<(string, string)> Files(string folder, params string[] patterns) =>
        [.. patterns.SelectMany(p => Directory.GetFiles(folder, p, SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
            .Select(f => (Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText(f)))];
}
