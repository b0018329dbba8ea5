using Revdex.Facts;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>A row of <see cref="KindTable"/>.</summary>
/// <param name="Truth">The words of the truth.</param>
/// <param name="IsListed">We mean to list them.</param>
internal sealed record KindRow(string Name, IReadOnlyList<SymbolKind> Ours, IReadOnlyList<string> Truth, bool IsListed = true);
