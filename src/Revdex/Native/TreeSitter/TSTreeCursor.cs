using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>A cursor's storage; owned by whoever made it, freed with <c>ts_tree_cursor_delete</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TSTreeCursor
{
    private readonly nint _tree;
    private readonly nint _id;
    private readonly uint _context0;
    private readonly uint _context1;
    private readonly uint _context2;
}
