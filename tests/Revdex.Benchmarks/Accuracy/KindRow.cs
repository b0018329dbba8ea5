using Revdex.Facts;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>A row of <see cref="KindTable"/>.</summary>
/// <param name="Truth">The words of the truth.</param>
/// <param name="IsListed">We mean to list them.</param>
/// <param name="IsOnce">We list the first of a name in a file, where the truth lists each: a script's assignments.</param>
internal sealed record KindRow(string Name, IReadOnlyList<SymbolKind> Ours, IReadOnlyList<string> Truth, bool IsListed = true, bool IsOnce = false);
