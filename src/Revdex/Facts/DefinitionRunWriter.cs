namespace Revdex.Facts;

/// <summary>Writes the run of the group begun in <paramref name="groups"/>: the symbols of that name. Start a new one for each group.</summary>
public struct DefinitionRunWriter(GroupWriter groups)
{
    private int _symbol;
    private int _line;

    /// <param name="symbol">Index in the facts message; ascending.</param>
    /// <param name="kind">The symbol's kind.</param>
    /// <param name="line">Of the name, from 1.</param>
    public void Add(int symbol, SymbolKind kind, int line)
    {
        groups.AppendVarint((uint)(symbol - _symbol));
        groups.AppendByte((byte)kind);
        groups.AppendVarint((uint)(line - _line));
        (_symbol, _line) = (symbol, line);
    }
}
