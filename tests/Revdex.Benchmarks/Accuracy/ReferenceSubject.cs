namespace Revdex.Benchmarks.Accuracy;

/// <summary>Uses of the symbols of some folders of a repository, read as one program.</summary>
/// <param name="Truth"><c>roslyn</c>, <c>typescript</c>, <c>clang</c>, <c>scip-python</c>, <c>go</c>, <c>rustc</c> or <c>javac</c>.</param>
/// <param name="Folders">What is read, without anything outside of them.</param>
/// <param name="Symbols">C#: preprocessor symbols.</param>
/// <param name="Options">C: options of the compiler. Rust: crates, as <c>rust_truth.py</c> takes them.</param>
/// <param name="Usings">C#: namespaces that projects import everywhere.</param>
internal sealed record ReferenceSubject(
    string Repository, string Language, string Truth, IReadOnlyList<string> Folders, IReadOnlyList<string>? Symbols = null, IReadOnlyList<string>? Usings = null, IReadOnlyList<string>? Options = null)
{
    public bool Holds(string path) => Folders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal));
}
