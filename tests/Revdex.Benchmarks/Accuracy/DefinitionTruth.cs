namespace Revdex.Benchmarks.Accuracy;

/// <summary>What a compiler, or ctags, lists.</summary>
/// <param name="Unread">Files that it finds errors in: left out on both sides.</param>
/// <param name="Unseen">By path the lines (from, to) that it does not see, since a condition leaves them out: what we list there is not compared.</param>
internal sealed record DefinitionTruth(IReadOnlyList<Definition> All, IReadOnlySet<string> Unread, IReadOnlyDictionary<string, List<(int From, int To)>> Unseen)
{
    public bool Sees(Definition definition) =>
        !Unread.Contains(definition.Path) && !(Unseen.TryGetValue(definition.Path, out var ranges) && ranges.Exists(r => definition.Line >= r.From && definition.Line <= r.To));

    public static DefinitionTruth Of(DefinitionSubject subject, string clone, IReadOnlyList<string> paths) => subject.Truth switch
    {
        "roslyn" => RoslynDefinitions.Of(clone, paths),
        "typescript" => ScriptDefinitions.Of(clone, paths, "node", NpmPackages.Script("definitions.mjs")),
        "ast" => ScriptDefinitions.Of(clone, paths, "python3", NpmPackages.Source("definitions.py")),
        "go" => ScriptDefinitions.Of(clone, paths, "go", "run", NpmPackages.Source("go_truth.go"), "definitions"),
        "javac" => ScriptDefinitions.Of(clone, paths, "java", NpmPackages.Source("JavaTruth.java"), "definitions"),
        "rustc" => ScriptDefinitions.Of(clone, paths, "python3", [NpmPackages.Source("rust_truth.py"), "definitions", .. subject.Options ?? []]),
        "clang" => ScriptDefinitions.Of(clone, paths, ScriptDefinitions.SystemPython, [NpmPackages.Source("clang_truth.py"), "definitions", .. subject.Options ?? []]),
        "ripper" => ScriptDefinitions.Of(clone, paths, "ruby", NpmPackages.Source("definitions.rb")),
        "ctags" => CtagsDefinitions.Of(clone, paths, CtagsLanguages.Of(subject.Languages[0])),
        _ => throw new InvalidDataException($"accuracy.json: there is no truth '{subject.Truth}'"),
    };
}
