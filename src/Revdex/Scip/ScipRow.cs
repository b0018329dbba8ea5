namespace Revdex.Scip;

/// <summary>One occurrence in a part. Ordered by place, then by symbol.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">In bytes of the blob, from 0.</param>
/// <param name="Symbol">Its number.</param>
internal readonly record struct ScipRow(int Line, int Column, int Symbol, bool IsDefinition) : IComparable<ScipRow>
{
    public int CompareTo(ScipRow other)
    {
        var order = CompareTo(other.Line, other.Column);
        order = order != 0 ? order : Symbol.CompareTo(other.Symbol);
        return order != 0 ? order : IsDefinition.CompareTo(other.IsDefinition);
    }

    public int CompareTo(int line, int column) => Line != line ? Line.CompareTo(line) : Column.CompareTo(column);
}
