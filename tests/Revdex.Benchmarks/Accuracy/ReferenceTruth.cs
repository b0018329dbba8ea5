namespace Revdex.Benchmarks.Accuracy;

/// <summary>What a compiler binds the names of a program to.</summary>
/// <param name="Symbols">Declared in the program, without locals, parameters and namespaces.</param>
/// <param name="Uses">By place the index of the symbol, or -1 for anything else that the compiler knows. Of a place that is not there it does not know.</param>
/// <param name="Errors">What it complains about, in places and words: how well it understood.</param>
internal sealed record ReferenceTruth(IReadOnlyList<TrueSymbol> Symbols, IReadOnlyDictionary<UsePlace, int> Uses, IReadOnlyList<string> Errors)
{
    public static ReferenceTruth Of(ReferenceSubject subject, string clone, IReadOnlyList<string> paths) => subject.Truth switch
    {
        "roslyn" => new RoslynReferences(subject, clone, paths).Truth,
        "typescript" => ScriptReferences.Of(clone, paths, "node", "--max-old-space-size=4096", NpmPackages.Script("references.mjs")),
        "go" => ScriptReferences.Of(clone, paths, "go", "run", NpmPackages.Source("go_truth.go"), "references", GoModule(clone)),
        "rustc" => ScriptReferences.Of(clone, paths, "python3", [NpmPackages.Source("rust_truth.py"), "references", .. subject.Options ?? []]),
        "javac" => ScriptReferences.Of(clone, paths, "java", NpmPackages.Source("JavaTruth.java"), "references"),
        "clang" => ScriptReferences.Of(clone, paths, ScriptDefinitions.SystemPython, [NpmPackages.Source("clang_truth.py"), "references", .. subject.Options ?? []]),
        "scip-python" => ScipPython.Of(clone, paths),
        _ => throw new InvalidDataException($"accuracy.json: there is no truth '{subject.Truth}'"),
    };

    private static string GoModule(string clone) =>
        File.ReadLines(Path.Combine(clone, "go.mod")).FirstOrDefault(line => line.StartsWith("module ", StringComparison.Ordinal))?["module ".Length..].Trim()
        ?? throw new InvalidDataException($"{clone}/go.mod names no module");
}
