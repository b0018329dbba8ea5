namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>A word, number, text or mark of code.</summary>
/// <param name="Start">In the file, in bytes.</param>
/// <param name="End">Behind its last byte.</param>
/// <param name="Partner">Of a bracket the index of the one that it goes with; -1 where there is none.</param>
/// <param name="Outer">Index of the innermost bracket that is open here; -1 for none.</param>
internal readonly record struct CodeToken(CodeTokenKind Kind, int Start, int End, int Partner, int Outer);
