using Revdex.Extraction.Patterns;

namespace Revdex.Extraction;

/// <summary>What a node leaves open for the body that may stand directly behind it: its symbol and its scope.</summary>
/// <param name="Depth">Of the node and of the body; 0 for nothing that waits.</param>
/// <param name="BodySymbol">The node type of the body.</param>
/// <param name="Symbol">Index among the drafts.</param>
internal readonly record struct WaitingBody(int Depth, ushort BodySymbol, int Symbol, ushort EndingSymbols, bool IsScope)
{
    public bool IsMetBy(in WalkFrame frame, int depth) => depth == Depth && frame.Symbol == BodySymbol;
}
