namespace Revdex.Benchmarks.Questions;

/// <summary>A line that was shown.</summary>
/// <param name="Path">Null: of no file.</param>
/// <param name="Number">0: it has none.</param>
/// <param name="Text">Without the path.</param>
internal readonly record struct ShownLine(string? Path, int Number, string Text);
