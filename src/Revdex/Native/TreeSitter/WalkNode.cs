using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>A node as a <see cref="TreeWalk"/> meets it; the layout of walk.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct WalkNode
{
    public readonly TSNode Node;
    public readonly uint EndByte;

    /// <summary>0 for the root.</summary>
    public readonly uint Depth;

    /// <summary>As <see cref="TreeSitterApi.NodeSymbol"/> has it.</summary>
    public readonly ushort Symbol;

    /// <summary>The field it stands in, where its type is marked; else 0.</summary>
    public readonly ushort Field;

    private readonly uint _hasChildren;

    public bool HasChildren => _hasChildren != 0;
}
