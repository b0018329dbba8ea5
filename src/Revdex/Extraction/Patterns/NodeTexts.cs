using Revdex.Native.TreeSitter;

namespace Revdex.Extraction.Patterns;

/// <summary>The text that a predicate looks at: of a node, or next to it. Valid while the content is.</summary>
internal sealed unsafe class NodeTexts
{
    private byte* _content;
    private uint _length;

    public void Begin(byte* content, int length)
    {
        _content = content;
        _length = (uint)length;
    }

    /// <summary>Empty for no node.</summary>
    public ReadOnlySpan<byte> Of(in TSNode node, TextPlace place)
    {
        if (node.IsNull)
        {
            return default;
        }

        var end = TreeSitterApi.NodeEndByte(node);
        return place switch
        {
            TextPlace.Before => Before(node.StartByte),
            TextPlace.Behind => Behind(end),
            _ => new ReadOnlySpan<byte>(_content + node.StartByte, (int)(end - node.StartByte)),
        };
    }

    private ReadOnlySpan<byte> Before(uint end)
    {
        while (end > 0 && _content[end - 1] <= ' ')
        {
            end--;
        }

        var length = Math.Min(end, TextPredicate.NeighbourMaxBytes);
        return new ReadOnlySpan<byte>(_content + end - length, (int)length);
    }

    private ReadOnlySpan<byte> Behind(uint start)
    {
        while (start < _length && _content[start] <= ' ')
        {
            start++;
        }

        return new ReadOnlySpan<byte>(_content + start, (int)Math.Min(_length - start, TextPredicate.NeighbourMaxBytes));
    }
}
