namespace Revdex.Benchmarks.Accuracy;

/// <summary>Where a name stands.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">In UTF-16 units, from 1.</param>
internal readonly record struct UsePlace(string Path, int Line, int Column);
