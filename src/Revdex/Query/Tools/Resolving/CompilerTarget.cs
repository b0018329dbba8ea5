namespace Revdex.Query.Tools.Resolving;

/// <summary>What a compiler says that a use means.</summary>
/// <param name="Set">Null where that is no symbol of ours.</param>
/// <param name="IsExact">The file that defines it is the one that the compiler read; otherwise the symbol was sought in the changed file by its names.</param>
/// <param name="Elsewhere">Where it is, if it is no symbol of ours: a place of the view, or a package. Null where there is a set.</param>
internal readonly record struct CompilerTarget(SymbolSet? Set, bool IsExact, string? Elsewhere);
