using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>One place that names something.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">In bytes, from 0.</param>
/// <param name="Enclosing">Index of the symbol around it, in the facts of its file; -1 at the top level.</param>
/// <param name="IsShort">Written as <see cref="AttributeName"/> tells.</param>
internal readonly record struct Use(int Line, int Column, OccurrenceRole Role, bool HasReceiver, int Enclosing, bool IsShort = false) : IComparable<Use>
{
    public int CompareTo(Use other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
}
