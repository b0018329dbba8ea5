using System.Runtime.InteropServices;
using System.Text;
using Revdex.Native;
using Revdex.Native.TreeSitter;

namespace Revdex.Tests.Native.TreeSitter;

/// <summary>
/// tree-sitter's own query engine, which the product does not use: what our patterns are held to. A compiled query file and its
/// matches in a tree; predicates are the caller's, as in every binding.
/// </summary>
internal sealed unsafe class QueryEngine : IDisposable
{
    private static readonly nint Library = NativeLibraries.Load("tree-sitter");

    private static readonly delegate* unmanaged[Cdecl]<nint, byte*, uint, uint*, uint*, nint> QueryNew =
        (delegate* unmanaged[Cdecl]<nint, byte*, uint, uint*, uint*, nint>)Export("ts_query_new");

    private static readonly delegate* unmanaged[Cdecl]<nint, void> QueryDelete = (delegate* unmanaged[Cdecl]<nint, void>)Export("ts_query_delete");

    private static readonly delegate* unmanaged[Cdecl]<nint, uint> PatternCount = (delegate* unmanaged[Cdecl]<nint, uint>)Export("ts_query_pattern_count");

    private static readonly delegate* unmanaged[Cdecl]<nint, uint, uint> StartByteForPattern =
        (delegate* unmanaged[Cdecl]<nint, uint, uint>)Export("ts_query_start_byte_for_pattern");

    private static readonly delegate* unmanaged[Cdecl]<nint, uint> CaptureCount = (delegate* unmanaged[Cdecl]<nint, uint>)Export("ts_query_capture_count");

    private static readonly delegate* unmanaged[Cdecl]<nint, uint, uint*, byte*> CaptureNameForId =
        (delegate* unmanaged[Cdecl]<nint, uint, uint*, byte*>)Export("ts_query_capture_name_for_id");

    private static readonly delegate* unmanaged[Cdecl]<nint> CursorNew = (delegate* unmanaged[Cdecl]<nint>)Export("ts_query_cursor_new");

    private static readonly delegate* unmanaged[Cdecl]<nint, void> CursorDelete = (delegate* unmanaged[Cdecl]<nint, void>)Export("ts_query_cursor_delete");

    private static readonly delegate* unmanaged[Cdecl]<nint, nint, TSNode, void> CursorExec =
        (delegate* unmanaged[Cdecl]<nint, nint, TSNode, void>)Export("ts_query_cursor_exec");

    private static readonly delegate* unmanaged[Cdecl]<nint, RawMatch*, byte> CursorNextMatch =
        (delegate* unmanaged[Cdecl]<nint, RawMatch*, byte>)Export("ts_query_cursor_next_match");

    private readonly nint _query;
    private readonly string[] _captureNames;

    /// <param name="grammar">Loaded by the product, so that the runtime's allocator is in place.</param>
    /// <param name="query">UTF-8.</param>
    /// <exception cref="FormatException">The engine refuses the query, also where a pattern can match no tree of the grammar; says where.</exception>
    public QueryEngine(Grammar grammar, byte[] query)
    {
        uint at, error;
        fixed (byte* pointer = query)
        {
            _query = QueryNew(grammar.Handle, pointer, (uint)query.Length, &at, &error);
        }

        if (_query == 0)
        {
            throw new FormatException($"error {error} before: {Encoding.UTF8.GetString(query.AsSpan((int)at, Math.Min(query.Length - (int)at, 120)))}");
        }

        _captureNames = [.. Enumerable.Range(0, (int)CaptureCount(_query)).Select(CaptureName)];
        PatternStarts = [.. Enumerable.Range(0, (int)PatternCount(_query)).Select(i => (int)StartByteForPattern(_query, (uint)i))];
    }

    /// <summary>Where each pattern starts in the query's UTF-8 text.</summary>
    public IReadOnlyList<int> PatternStarts { get; }

    /// <summary>Each match as its pattern's number and its captures, in the order of the pattern.</summary>
    public List<(int Pattern, (string Name, TSNode Node)[] Captures)> Matches(SyntaxTree tree)
    {
        var matches = new List<(int, (string, TSNode)[])>();
        var cursor = CursorNew();
        CursorExec(cursor, _query, tree.Root);
        RawMatch match;
        while (CursorNextMatch(cursor, &match) != 0)
        {
            var captures = new (string, TSNode)[match.CaptureCount];
            for (var i = 0; i < captures.Length; i++)
            {
                captures[i] = (_captureNames[match.Captures[i].Index], match.Captures[i].Node);
            }

            matches.Add((match.PatternIndex, captures));
        }

        CursorDelete(cursor);
        return matches;
    }

    public void Dispose() => QueryDelete(_query);

    private string CaptureName(int id)
    {
        uint length;
        var name = CaptureNameForId(_query, (uint)id, &length);
        return Encoding.UTF8.GetString(name, (int)length);
    }

    private static nint Export(string name) => NativeLibrary.GetExport(Library, name);

    [StructLayout(LayoutKind.Sequential)]
    private struct RawCapture
    {
        public TSNode Node;
        public uint Index;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct RawMatch
    {
        public uint Id;
        public ushort PatternIndex;
        public ushort CaptureCount;
        public RawCapture* Captures;
    }
}
