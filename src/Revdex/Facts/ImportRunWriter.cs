namespace Revdex.Facts;

/// <summary>Writes the run of the group begun in <paramref name="groups"/>: the imports of that module. Start a new one for each group.</summary>
public struct ImportRunWriter(GroupWriter groups)
{
    private int _import;
    private int _line;

    /// <param name="import">Index in the facts message; ascending.</param>
    /// <param name="line">From 1.</param>
    public void Add(int import, int line)
    {
        groups.AppendVarint((uint)(import - _import));
        groups.AppendVarint((uint)(line - _line));
        (_import, _line) = (import, line);
    }
}
