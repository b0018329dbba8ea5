using Revdex.Native.TreeSitter;

namespace Revdex.Extraction.Patterns;

/// <summary>A node on the walk's stack.</summary>
internal struct WalkFrame
{
    public TSNode Node;
    public uint EndByte;

    /// <summary>The node's type; 0 for an ERROR node, whose number is beyond the grammar's own.</summary>
    public ushort Symbol;

    /// <summary>The field it stands in, where a pattern asks; else 0.</summary>
    public ushort Field;

    /// <summary>Symbols that end with this node: its own, and those of children that reach to its end.</summary>
    public ushort EndingSymbols;
    public bool IsScope;

    /// <summary>The node type of the body that may stand behind this node, which its last symbol and its scope then have as well; else 0.</summary>
    public ushort BodyBehind;

    /// <summary>Takes a node, which has nothing to it yet.</summary>
    /// <param name="symbolCount">Of the grammar.</param>
    public void Take(in WalkNode node, int symbolCount)
    {
        Node = node.Node;
        EndByte = node.EndByte;
        Symbol = node.Symbol < symbolCount ? node.Symbol : (ushort)0;
        Field = node.Field;
        EndingSymbols = 0;
        IsScope = false;
        BodyBehind = 0;
    }
}
