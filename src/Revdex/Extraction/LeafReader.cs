using Revdex.Extraction.Patterns;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction;

/// <summary>Hashes the leaves of one syntax tree, in the order of the walk.</summary>
internal sealed unsafe class LeafReader(LeafHashes leaves)
{
    private PatternSet _patterns = null!;
    private byte* _content;

    public void Begin(PatternSet patterns, byte* content)
    {
        _patterns = patterns;
        _content = content;
    }

    public void Add(in WalkFrame frame, int depth)
    {
        var start = frame.Node.StartByte;
        uint end;
        ulong hash = 0;
        if (_patterns.TokenLengths[frame.Symbol] is > 0 and var length)
        {
            end = start + length;
        }
        else
        {
            end = frame.EndByte;
            hash = ByteHash.Of(_content + start, (int)(end - start));
        }

        leaves.Add(_content, start, end, frame.Symbol, depth, hash);
    }

    /// <summary>A subtree that is not looked into counts as one leaf.</summary>
    public void AddWhole(in TSNode node, int depth)
    {
        var end = TreeSitterApi.NodeEndByte(node);
        leaves.Add(_content, node.StartByte, end, 0, depth, ByteHash.Of(_content + node.StartByte, (int)(end - node.StartByte)));
    }

    /// <summary>A comment is none.</summary>
    public void Skip(in TSNode comment) => leaves.Skip(_content, comment.StartByte, TreeSitterApi.NodeEndByte(comment));
}
