using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>A node by value, as tree-sitter's C API passes it. Valid while its tree lives.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TSNode
{
    /// <summary>Byte offset of the first byte.</summary>
    public readonly uint StartByte;

    /// <summary>Line of the first byte, from 0.</summary>
    public readonly uint StartRow;

    /// <summary>Byte column of the first byte, from 0.</summary>
    public readonly uint StartColumn;

    private readonly uint _alias;

    /// <summary>Identity within the tree; zero for no node.</summary>
    public readonly nint Id;

    private readonly nint _tree;

    public bool IsNull => Id == 0;
}
