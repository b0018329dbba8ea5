using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving;

/// <summary>One place where a name is used.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">In bytes, from 0.</param>
/// <param name="Enclosing">Index of the innermost symbol around it; -1 at the top level. As stored: not checked.</param>
internal readonly record struct UseSite(string Name, int File, int Line, int Column, OccurrenceRole Role, bool HasReceiver, int Enclosing) : IComparable<UseSite>
{
    public int CompareTo(UseSite other)
    {
        var order = File.CompareTo(other.File);
        order = order != 0 ? order : Line.CompareTo(other.Line);
        return order != 0 ? order : Column.CompareTo(other.Column);
    }
}
