using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>One place that names something.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">In bytes, from 0.</param>
/// <param name="Enclosing">Index of the symbol around it, in the facts of its file; -1 at the top level.</param>
/// <param name="Written">The name as it is there; null: as it was asked for.</param>
internal readonly record struct Use(int Line, int Column, OccurrenceRole Role, bool HasReceiver, int Enclosing, string? Written = null) : IComparable<Use>
{
    public int CompareTo(Use other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
}
