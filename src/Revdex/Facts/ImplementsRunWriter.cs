namespace Revdex.Facts;

/// <summary>Writes the run of the group begun in <paramref name="groups"/>: the types that name it as a base. Start a new one for each group.</summary>
public struct ImplementsRunWriter(GroupWriter groups)
{
    private int _symbol;
    private int _line;

    /// <param name="symbol">Index of the type that has the base; ascending.</param>
    /// <param name="line">Of the base's name, from 1.</param>
    /// <param name="column">Of the base's name, in bytes from 0.</param>
    public void Add(int symbol, int line, int column)
    {
        groups.AppendVarint((uint)(symbol - _symbol));
        groups.AppendVarint((uint)(line - _line));
        groups.AppendVarint((uint)column);
        (_symbol, _line) = (symbol, line);
    }
}
