namespace Revdex.Benchmarks.Accuracy;

/// <summary>Definitions of one language in one repository.</summary>
/// <param name="Languages">As <c>revdex languages</c> calls them.</param>
/// <param name="Truth">What they are compared with: see <see cref="KindTable"/>.</param>
/// <param name="Options">Rust: crates, as <c>rust_truth.py</c> takes them.</param>
internal sealed record DefinitionSubject(string Repository, IReadOnlyList<string> Languages, string Truth, IReadOnlyList<string>? Options = null);
