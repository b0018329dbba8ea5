namespace Revdex.Benchmarks.Accuracy;

/// <summary>A definition as both sides list it.</summary>
/// <param name="Line">Of the name, from 1.</param>
/// <param name="Kind">In the words of whoever lists it.</param>
internal readonly record struct Definition(string Path, int Line, string Name, string Kind);
