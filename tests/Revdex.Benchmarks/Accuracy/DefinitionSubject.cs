namespace Revdex.Benchmarks.Accuracy;

/// <summary>Definitions of one language in one repository.</summary>
/// <param name="Languages">As <c>revdex languages</c> calls them.</param>
/// <param name="Truth">What they are compared with: see <see cref="KindTable"/>.</param>
/// <param name="Folders">Only files below these; null: all.</param>
/// <param name="Options">For a compiler that takes some; for Rust crates, as <c>rust_truth.py</c> takes them.</param>
internal sealed record DefinitionSubject(string Repository, IReadOnlyList<string> Languages, string Truth, IReadOnlyList<string>? Folders = null, IReadOnlyList<string>? Options = null)
{
    public bool Holds(string path) => Folders is null || Folders.Any(folder => path.StartsWith(folder + '/', StringComparison.Ordinal));
}
