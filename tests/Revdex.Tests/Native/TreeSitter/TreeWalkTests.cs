using System.Runtime.InteropServices;
using Revdex.Extraction;
using Revdex.Extraction.Patterns;
using Revdex.Facts;
using Revdex.Native;
using Revdex.Native.TreeSitter;
using Revdex.Tests.Extraction;

namespace Revdex.Tests.Native.TreeSitter;

/// <summary>Our own walk over tree-sitter's trees is held to its cursor: node by node, in every language's samples and in what is left of them when they are cut.</summary>
public sealed unsafe class TreeWalkTests
{
    private static readonly nint Library = NativeLibraries.Load("tree-sitter");

    private static readonly delegate* unmanaged[Cdecl]<TSTreeCursor*, byte> GotoParent =
        (delegate* unmanaged[Cdecl]<TSTreeCursor*, byte>)NativeLibrary.GetExport(Library, "ts_tree_cursor_goto_parent");

    private static readonly delegate* unmanaged[Cdecl]<TSTreeCursor*, ushort> FieldId =
        (delegate* unmanaged[Cdecl]<TSTreeCursor*, ushort>)NativeLibrary.GetExport(Library, "ts_tree_cursor_current_field_id");

    public static TheoryData<string> Languages => [.. LanguageSet.Default.All.Where(l => l.Query.Length > 0).Select(l => l.Id)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Meets_the_nodes_that_a_cursor_meets(string languageId)
    {
        var language = LanguageSet.Default.ById(languageId)!; // From the set.
        foreach (var path in GoldenSamples.Paths(languageId))
        {
            var text = GoldenSamples.ReadText(language, path);
            foreach (var content in (byte[][])[text, text[(text.Length / 3)..], text[..(text.Length / 2)], [.. text.Where((_, i) => i % 97 != 13)]])
            {
                Compare(language, content, depthMax: 4_000);
                Compare(language, content, depthMax: 5);
            }
        }
    }

    /// <summary>Above the nodes that are got at once.</summary>
    [Fact]
    public void Goes_as_deep_as_a_tree_does()
    {
        var json = LanguageSet.Default.ById("json")!; // From the data.
        Compare(json, [.. Enumerable.Repeat((byte)'[', 3_000), .. Enumerable.Repeat((byte)']', 3_000)], depthMax: 10_000);
    }

    private static void Compare(Language language, byte[] content, int depthMax)
    {
        var (grammar, patterns) = GrammarCatalog.Of(language);
        using var parser = new ParserHandle(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes);
        using var tree = parser.Parse(grammar, content, out _)!; // Samples are small.
        using var walk = new TreeWalk();
        var isMarked = patterns.Traits.Select(t => (t & NodeTraits.Field) != 0).ToArray();
        walk.Begin(tree.Root, patterns.Marks, (ushort)NodeTraits.Field, depthMax);
        var cursor = TreeSitterApi.CursorNew(tree.Root);
        for (var depth = 0; depth >= 0;)
        {
            Assert.True(walk.MoveNext());
            var (node, expected) = (walk.Current, TreeSitterApi.CursorCurrentNode(&cursor));
            var symbol = TreeSitterApi.NodeSymbol(expected);
            Assert.Equal((expected, TreeSitterApi.NodeEndByte(expected), (uint)depth, symbol), (node.Node, node.EndByte, node.Depth, node.Symbol));
            Assert.Equal(symbol < isMarked.Length && isMarked[symbol] ? FieldId(&cursor) : 0, node.Field);
            var descends = depth < depthMax && TreeSitterApi.CursorGotoFirstChild(&cursor) != 0;
            Assert.Equal(descends, node.HasChildren);
            for (depth += descends ? 1 : 0; !descends && TreeSitterApi.CursorGotoNextSibling(&cursor) == 0 && --depth >= 0;)
            {
                GotoParent(&cursor);
            }
        }

        Assert.False(walk.MoveNext());
        TreeSitterApi.CursorDelete(&cursor);
    }
}
