using Revdex.Facts;

namespace Revdex.Embedding;

/// <summary>
/// The symbols of a blob nested by where they stand, whatever the facts say of their containers: children lie within their parents and beside each
/// other, so that a walk meets each byte once.
/// </summary>
internal sealed class SymbolTree
{
    private readonly List<SymbolNode> _nodes;
    private readonly int[] _next;

    private SymbolTree(List<SymbolNode> nodes)
    {
        _nodes = nodes;
        _next = new int[nodes.Count];
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            var next = i + 1;
            while (next < nodes.Count && nodes[next].Parent == i)
            {
                next = _next[next];
            }

            _next[i] = next;
        }
    }

    /// <summary>Outer before inner, in order of their start.</summary>
    public int Count => _nodes.Count;

    public SymbolNode this[int index] => _nodes[index];

    /// <summary>The node behind all that this one holds.</summary>
    public int Next(int index) => _next[index];

    /// <summary>The innermost node that holds both; -1 is the file.</summary>
    public int Common(int left, int right)
    {
        while (left != right)
        {
            if (Depth(left) >= Depth(right))
            {
                left = _nodes[left].Parent;
            }
            else
            {
                right = _nodes[right].Parent;
            }
        }

        return left;
    }

    public static SymbolTree Of(ReadOnlySpan<byte> content, FactsMessage facts)
    {
        var found = new List<SymbolNode>(facts.SymbolCount);
        var index = 0;
        foreach (var symbol in facts.Symbols)
        {
            if (symbol.Kind is not (SymbolKind.TypeParameter or SymbolKind.Unknown) && symbol.StartByte < symbol.EndByte && symbol.EndByte <= content.Length)
            {
                found.Add(new(StartOf(content, symbol), EndOf(content, symbol.EndByte), index, -1, 0, ChunkRules.HoldsMembers(symbol.Kind)));
            }

            index++;
        }

        found.Sort((a, b) => a.Start.CompareTo(b.Start) is var order and not 0 ? order : b.End.CompareTo(a.End) is var wider and not 0 ? wider : a.Symbol - b.Symbol);
        return new(Nested(found));
    }

    private static List<SymbolNode> Nested(List<SymbolNode> sorted)
    {
        var nodes = new List<SymbolNode>(sorted.Count);
        var around = new Stack<int>();
        foreach (var node in sorted)
        {
            while (around.TryPeek(out var inner) && nodes[inner].End <= node.Start)
            {
                around.Pop();
            }

            if (around.Count < ChunkRules.DepthMax)
            {
                var parent = around.TryPeek(out var holder) ? holder : -1;
                nodes.Add(node with { End = parent < 0 ? node.End : Math.Min(node.End, nodes[parent].End), Parent = parent, Depth = around.Count });
                around.Push(nodes.Count - 1);
            }
        }

        return nodes;
    }

    /// <summary>Of the line, if nothing else stands before the symbol on it. A list before a heading is no comment of it.</summary>
    private static int StartOf(ReadOnlySpan<byte> content, SymbolRow symbol)
    {
        var start = symbol.Kind == SymbolKind.Section ? symbol.StartByte : LeadingComment.Start(content, symbol.StartByte);
        var line = content[..start].LastIndexOf((byte)'\n') + 1;
        return content[line..start].Trim(" \t"u8).IsEmpty ? line : start;
    }

    /// <summary>Behind the line, if only punctuation follows on it.</summary>
    private static int EndOf(ReadOnlySpan<byte> content, int end)
    {
        if (content[end - 1] == '\n')
        {
            return end;
        }

        var length = content[end..].IndexOf((byte)'\n');
        var line = length < 0 ? content.Length : end + length + 1;
        return ChunkRules.HasWord(content[end..line]) ? end : line;
    }

    private int Depth(int node) => node < 0 ? -1 : _nodes[node].Depth;
}
