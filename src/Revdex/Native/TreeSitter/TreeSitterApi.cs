using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>
/// The functions of tree-sitter's C API (<c>tree_sitter/api.h</c>, 0.25) that extraction uses. Calls that only look at or move
/// over a finished tree leave the thread in cooperative mode (SuppressGCTransition): they take nanoseconds and never call back.
/// </summary>
internal static unsafe class TreeSitterApi
{
    /// <summary>The ABI versions that the 0.25 runtime reads; another one makes every other call on the language return garbage.</summary>
    public const uint AbiVersionMin = 13;
    public const uint AbiVersionMax = 15;

    private static readonly nint Library = NativeLibraries.Load("tree-sitter");

    /// <summary>runtime.c: (bytes of memory at most) → parser.</summary>
    public static readonly delegate* unmanaged[Cdecl]<ulong, nint> ParserNew =
        (delegate* unmanaged[Cdecl]<ulong, nint>)Export("revdex_parser_new");

    public static readonly delegate* unmanaged[Cdecl]<nint, void> ParserDelete =
        (delegate* unmanaged[Cdecl]<nint, void>)Export("revdex_parser_delete");

    /// <summary>runtime.c: (parser) → its tree is gone.</summary>
    public static readonly delegate* unmanaged[Cdecl]<nint, void> ParserEmpty =
        (delegate* unmanaged[Cdecl]<nint, void>)Export("revdex_parser_empty");

    /// <summary>runtime.c: (parser, language, UTF-8, bytes, ranges, their number, work at most and then what is left of it, <see cref="ParseOutcome"/>) → tree, or null.</summary>
    public static readonly delegate* unmanaged[Cdecl]<nint, nint, byte*, uint, TSRange*, uint, long*, int*, nint> Parse =
        (delegate* unmanaged[Cdecl]<nint, nint, byte*, uint, TSRange*, uint, long*, int*, nint>)Export("revdex_parse");

    public static readonly delegate* unmanaged[Cdecl]<nint> WalkNew = (delegate* unmanaged[Cdecl]<nint>)Export("revdex_walk_new");

    public static readonly delegate* unmanaged[Cdecl]<nint, void> WalkDelete =
        (delegate* unmanaged[Cdecl]<nint, void>)Export("revdex_walk_delete");

    /// <summary>walk.h: (walk, root, marks, their number, mark of a node type whose field is asked for, depth at most).</summary>
    public static readonly delegate* unmanaged[Cdecl]<nint, TSNode, ushort*, uint, ushort, uint, void> WalkBegin =
        (delegate* unmanaged[Cdecl]<nint, TSNode, ushort*, uint, ushort, uint, void>)Export("revdex_walk_begin");

    /// <summary>walk.h: (walk, room, its size) → nodes written; <see cref="uint.MaxValue"/> where there is no memory.</summary>
    public static readonly delegate* unmanaged[Cdecl]<nint, WalkNode*, uint, uint> WalkNext =
        (delegate* unmanaged[Cdecl]<nint, WalkNode*, uint, uint>)Export("revdex_walk_next");

    public static readonly delegate* unmanaged[Cdecl]<nint, TSNode> TreeRootNode =
        (delegate* unmanaged[Cdecl]<nint, TSNode>)Export("ts_tree_root_node");

    public static readonly delegate* unmanaged[Cdecl]<TSNode, TSTreeCursor> CursorNew =
        (delegate* unmanaged[Cdecl]<TSNode, TSTreeCursor>)Export("ts_tree_cursor_new");

    public static readonly delegate* unmanaged[Cdecl]<TSTreeCursor*, void> CursorDelete =
        (delegate* unmanaged[Cdecl]<TSTreeCursor*, void>)Export("ts_tree_cursor_delete");

    public static readonly delegate* unmanaged[Cdecl]<TSTreeCursor*, TSNode, void> CursorReset =
        (delegate* unmanaged[Cdecl]<TSTreeCursor*, TSNode, void>)Export("ts_tree_cursor_reset");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSTreeCursor*, byte> CursorGotoFirstChild =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSTreeCursor*, byte>)Export("ts_tree_cursor_goto_first_child");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSTreeCursor*, byte> CursorGotoNextSibling =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSTreeCursor*, byte>)Export("ts_tree_cursor_goto_next_sibling");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSTreeCursor*, TSNode> CursorCurrentNode =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSTreeCursor*, TSNode>)Export("ts_tree_cursor_current_node");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, ushort> NodeSymbol =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, ushort>)Export("ts_node_symbol");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, uint> NodeEndByte =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, uint>)Export("ts_node_end_byte");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, TSPoint> NodeEndPoint =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, TSPoint>)Export("ts_node_end_point");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, byte> NodeHasError =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, byte>)Export("ts_node_has_error");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, byte> NodeIsNamed =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, byte>)Export("ts_node_is_named");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, ushort, TSNode> NodeChildByFieldId =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, ushort, TSNode>)Export("ts_node_child_by_field_id");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, uint, TSNode> NodeChild =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, uint, TSNode>)Export("ts_node_child");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, uint, TSNode> NodeNamedChild =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, uint, TSNode>)Export("ts_node_named_child");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, TSNode> NodeParent =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TSNode, TSNode>)Export("ts_node_parent");

    public static readonly delegate* unmanaged[Cdecl]<nint, uint> LanguageAbiVersion =
        (delegate* unmanaged[Cdecl]<nint, uint>)Export("ts_language_abi_version");

    public static readonly delegate* unmanaged[Cdecl]<nint, uint> LanguageSymbolCount =
        (delegate* unmanaged[Cdecl]<nint, uint>)Export("ts_language_symbol_count");

    public static readonly delegate* unmanaged[Cdecl]<nint, ushort, byte*> LanguageSymbolName =
        (delegate* unmanaged[Cdecl]<nint, ushort, byte*>)Export("ts_language_symbol_name");

    public static readonly delegate* unmanaged[Cdecl]<nint, ushort, int> LanguageSymbolType =
        (delegate* unmanaged[Cdecl]<nint, ushort, int>)Export("ts_language_symbol_type");

    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, uint, byte, ushort> LanguageSymbolForName =
        (delegate* unmanaged[Cdecl]<nint, byte*, uint, byte, ushort>)Export("ts_language_symbol_for_name");

    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, uint, ushort> LanguageFieldIdForName =
        (delegate* unmanaged[Cdecl]<nint, byte*, uint, ushort>)Export("ts_language_field_id_for_name");

    private static nint Export(string name) => NativeLibrary.GetExport(Library, name);
}
