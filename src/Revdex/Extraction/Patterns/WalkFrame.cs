using Revdex.Native.TreeSitter;

namespace Revdex.Extraction.Patterns;

/// <summary>A node on the walk's stack.</summary>
internal struct WalkFrame
{
    public TSNode Node;
    public ushort Symbol;

    /// <summary>The field it stands in, where a pattern asks; else 0.</summary>
    public ushort Field;

    /// <summary>Symbols that end with this node: its own, and those of children that reach to its end.</summary>
    public ushort EndingSymbols;
    public bool IsScope;
}
