namespace Revdex.Embedding;

/// <summary>
/// Cuts a blob along its symbols. Every byte but blanks comes into a chunk: what no member covers is the container's own, small neighbours are joined,
/// what is long is cut at lines.
/// </summary>
internal ref struct ChunkCutter
{
    private readonly ReadOnlySpan<byte> _content;
    private readonly SymbolTree _tree;
    private readonly List<ChunkRange> _ranges = [];

    /// <summary>Small parts that wait for their neighbours; empty: none.</summary>
    private ChunkRange _joined;

    private ChunkCutter(ReadOnlySpan<byte> content, SymbolTree tree)
    {
        _content = content;
        _tree = tree;
    }

    public bool IsCut { get; private set; }

    public static List<ChunkRange> Cut(ReadOnlySpan<byte> content, SymbolTree tree, out bool isCut)
    {
        var cutter = new ChunkCutter(content, tree);
        cutter.WalkChildren(0, content.Length, 0, tree.Count, -1);
        cutter.Flush();
        isCut = cutter.IsCut;
        return cutter._ranges;
    }

    private void Walk(int index)
    {
        var node = _tree[index];
        var fits = node.End - node.Start <= (node.IsContainer ? ChunkRules.TargetBytes : ChunkRules.MaxBytes);
        if (fits || _tree.Next(index) == index + 1)
        {
            Add(node.Start, node.End, index, isWhole: true);
        }
        else
        {
            WalkChildren(node.Start, node.End, index + 1, _tree.Next(index), index);
        }
    }

    private void WalkChildren(int start, int end, int first, int last, int owner)
    {
        var at = start;
        for (var child = first; child < last && !IsCut; child = _tree.Next(child))
        {
            Add(at, _tree[child].Start, owner, isWhole: false);
            Walk(child);
            at = _tree[child].End;
        }

        Add(at, end, owner, isWhole: false);
    }

    /// <param name="isWhole">A symbol, which may stand for itself; else what lies between symbols.</param>
    private void Add(int start, int end, int node, bool isWhole)
    {
        (start, end) = Trimmed(start, end);
        if (start >= end)
        {
            return;
        }

        var part = new ChunkRange(start, end, node, false);
        if (!ChunkRules.HasWord(_content[start..end]))
        {
            AddPunctuation(part);
        }
        else if (part.Length > ChunkRules.MaxBytes)
        {
            Flush();
            Split(part);
        }
        else if (isWhole && part.Length >= ChunkRules.SmallBytes)
        {
            AddWhole(part);
        }
        else
        {
            Join(part, isWhole);
        }
    }

    /// <summary>Closing brackets belong to what they close.</summary>
    private void AddPunctuation(ChunkRange part)
    {
        if (_joined.Length > 0)
        {
            _joined = _joined with { End = part.End };
        }
        else if (_ranges.Count > 0)
        {
            _ranges[^1] = _ranges[^1] with { End = part.End };
        }
        else
        {
            _joined = part;
        }
    }

    private void AddWhole(ChunkRange part)
    {
        if (_joined.Length is > 0 and < ChunkRules.TinyBytes && part.End - _joined.Start <= ChunkRules.MaxBytes)
        {
            part = part with { Start = _joined.Start };
            _joined = default;
        }

        Flush();
        Emit(part);
    }

    private void Join(ChunkRange part, bool isWhole)
    {
        if (_joined.Length > 0 && part.End - _joined.Start <= ChunkRules.TargetBytes)
        {
            // A line of a namespace before a type's head: the chunk is of the type.
            var common = _tree.Common(_joined.Node, part.Node);
            var isOfPart = common == _joined.Node && _joined.Length < ChunkRules.TinyBytes && !isWhole;
            _joined = _joined with { End = part.End, Node = isOfPart ? part.Node : common };
            return;
        }

        Flush();
        _joined = part;
    }

    private void Flush()
    {
        if (_joined.Length is > 0 and < ChunkRules.TinyBytes && _ranges.Count > 0 && _joined.End - _ranges[^1].Start <= ChunkRules.MaxBytes)
        {
            _ranges[^1] = _ranges[^1] with { End = _joined.End };
        }
        else if (_joined.Length > 0)
        {
            Emit(_joined);
        }

        _joined = default;
    }

    private void Split(ChunkRange part)
    {
        var at = part.Start;
        while (part.End - at > ChunkRules.MaxBytes && !IsCut)
        {
            var cut = ChunkWindow.End(_content, at);
            EmitWindow(part, at, cut);
            at = ChunkWindow.NextStart(_content, at, cut);
        }

        EmitWindow(part, at, part.End);
    }

    private void EmitWindow(ChunkRange part, int start, int end)
    {
        var isContinued = start > part.Start;
        (start, end) = Trimmed(start, end);
        if (start < end)
        {
            Emit(part with { Start = start, End = end, IsContinued = isContinued });
        }
    }

    private void Emit(ChunkRange range)
    {
        if (_ranges.Count == ChunkRules.ChunksMax)
        {
            IsCut = true;
            return;
        }

        _ranges.Add(range);
    }

    /// <summary>Without the blanks around; the first line keeps its indentation out as well.</summary>
    private readonly (int Start, int End) Trimmed(int start, int end)
    {
        if (start >= end)
        {
            return (start, start);
        }

        var text = _content[start..end];
        var left = text.Length - text.TrimStart(" \t\r\n\f\v"u8).Length;
        return (start + left, start + Math.Max(left, text.TrimEnd(" \t\r\n\f\v"u8).Length));
    }
}
