namespace Revdex.Query.Tools.Resolving;

/// <summary>A symbol of a state, or the top level of one of its files. Ordered by path, then by where it starts.</summary>
/// <param name="File">In the view.</param>
/// <param name="Symbol">Index in the facts of the file; -1 for its top level.</param>
internal readonly record struct SymbolRef(int File, int Symbol) : IComparable<SymbolRef>
{
    public bool IsFile => Symbol < 0;

    public static SymbolRef TopOf(int file) => new(file, -1);

    public int CompareTo(SymbolRef other) => File != other.File ? File.CompareTo(other.File) : Symbol.CompareTo(other.Symbol);
}
