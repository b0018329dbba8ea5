namespace Revdex.Facts;

/// <summary>Writes the run of the group begun in <paramref name="groups"/>: the symbols of that name. Start a new one for each group.</summary>
public struct DefinitionRunWriter(GroupWriter groups)
{
    private int _symbol;
    private int _line;

    /// <param name="symbol">Index in the facts message; ascending.</param>
    /// <param name="kind">The symbol's kind.</param>
    /// <param name="line">Of the name, from 1.</param>
    /// <param name="flags">The symbol's flags, of which <see cref="DefinitionEntry"/> keeps some.</param>
    public void Add(int symbol, SymbolKind kind, int line, SymbolFlags flags = SymbolFlags.None)
    {
        groups.AppendVarint((uint)(symbol - _symbol));
        groups.AppendByte(DefinitionEntry.Pack(kind, flags));
        groups.AppendVarint((uint)(line - _line));
        (_symbol, _line) = (symbol, line);
    }
}
