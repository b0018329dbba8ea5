namespace Revdex.Benchmarks.Accuracy;

/// <summary>One row of an answer of <c>references</c>.</summary>
/// <param name="Definition">path:line of what it is said to mean where that is told.</param>
internal readonly record struct OurUse(UsePlace Place, string Role, bool IsResolved, string? Definition);
