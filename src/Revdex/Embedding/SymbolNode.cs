namespace Revdex.Embedding;

/// <summary>A symbol with the comment before it and the lines that it fills, within the node before it that holds it.</summary>
/// <param name="Symbol">Its index in the facts.</param>
/// <param name="Parent">Index of the node that holds it; -1: the file.</param>
/// <param name="Depth">0 in the file.</param>
/// <param name="IsContainer"><see cref="ChunkRules.HoldsMembers"/>.</param>
internal readonly record struct SymbolNode(int Start, int End, int Symbol, int Parent, int Depth, bool IsContainer);
