namespace Revdex.Benchmarks.Accuracy;

/// <summary>
/// What scip-python (pyright) binds the names of a repository to. No package is installed for it, so that what comes from others is not bound. A variable's later assignments are uses of it.
/// </summary>
internal static class ScipPython
{
    public static ReferenceTruth Of(string clone, IReadOnlyList<string> paths)
    {
        var folder = Directory.CreateTempSubdirectory("revdex-accuracy-");
        try
        {
            var (inside, output, environment) = (paths.ToHashSet(), Path.Combine(folder.FullName, "index.scip"), Path.Combine(folder.FullName, "environment.json"));
            File.WriteAllText(environment, "[]"); // The packages that are installed; else it runs pip.
            TextProcess.Lines(
                clone, [], "node", NpmPackages.PackageFile("@sourcegraph", "scip-python", "index.js"), "index", "--project-name", "subject", "--project-version", "1", "--environment", environment, "--output", output, "--quiet");
            return Truth(ScipUses.Read(File.ReadAllBytes(output)).Where(o => inside.Contains(o.Place.Path) && (o.IsDefinition || !IsDeclaration(clone, o.Place))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Of overloads and of a property's setter scip-python calls but the first <c>def</c> a definition.</summary>
    private static bool IsDeclaration(string clone, UsePlace place) =>
        File.ReadLines(Path.Combine(clone, place.Path)).ElementAtOrDefault(place.Line - 1) is { } line && place.Column <= line.Length && line[..(place.Column - 1)].TrimEnd().EndsWith("def", StringComparison.Ordinal);

    private static ReferenceTruth Truth(IEnumerable<ScipUse> occurrences)
    {
        var all = occurrences.ToList();
        var (symbols, byName, uses) = (new List<TrueSymbol>(), new Dictionary<string, int>(), new Dictionary<UsePlace, int>());
        foreach (var definitions in all.Where(o => o.IsDefinition && KindOf(o.Symbol) is not null).GroupBy(o => o.Symbol))
        {
            byName.Add(definitions.Key, symbols.Count);
            symbols.Add(new TrueSymbol(NameOf(definitions.Key), KindOf(definitions.Key)!, [.. definitions.Select(d => d.Place).Distinct()])); // A kind: the line before.
            if (definitions.Key.EndsWith('.') && !definitions.Key.EndsWith(").", StringComparison.Ordinal))
            {
                symbols[^1].Places.Skip(1).ToList().ForEach(place => uses[place] = symbols.Count - 1);
            }
        }

        foreach (var use in all.Where(o => !o.IsDefinition))
        {
            uses[use.Place] = byName.GetValueOrDefault(use.Symbol, -1);
        }

        return new ReferenceTruth(symbols, uses, []);
    }

    /// <summary>By the last descriptor; null: nothing that is asked for.</summary>
    private static string? KindOf(string symbol) => symbol.StartsWith("local ", StringComparison.Ordinal) ? null : symbol switch
    {
        [.., '#'] => "class",
        [.., ')', '.'] => symbol.LastIndexOf('#') > symbol.LastIndexOf('/') ? "method" : "function",
        [.., '.'] => symbol.LastIndexOf('#') > symbol.LastIndexOf('/') ? "attribute" : "variable",
        _ => null,
    };

    private static string NameOf(string symbol)
    {
        var last = symbol.TrimEnd('.', '#', ')', '(', '`');
        return last[(last.LastIndexOfAny(['/', '#', '.', '`', ' ']) + 1)..];
    }
}
