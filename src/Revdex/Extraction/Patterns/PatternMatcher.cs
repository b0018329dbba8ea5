using Revdex.Native.TreeSitter;

namespace Revdex.Extraction.Patterns;

/// <summary>Tries patterns at the node on top of the walk's stack. One for each walk; keeps the captures of the last match.</summary>
internal sealed unsafe class PatternMatcher : IDisposable
{
    /// <summary>
    /// Children looked at for one side capture without a field: more would make wide nodes (a 4,000-element list) quadratic, and
    /// what our patterns look for stands at the front.
    /// </summary>
    private const int ChildrenTriedMax = 48;

    /// <summary>Nesting of side captures in the query files.</summary>
    private const int SideDepthMax = 8;

    private readonly TSNode[] _captures = new TSNode[(int)CaptureSlot.Count];
    private readonly TSTreeCursor[] _cursors = new TSTreeCursor[SideDepthMax];
    private TSNode _qualified;
    private int _cursorCount;
    private int _depth;

    public byte* Content { get; private set; }

    private uint ContentLength { get; set; }

    public void Begin(byte* content, int length)
    {
        Content = content;
        ContentLength = (uint)length;
    }

    /// <summary>The node around a name that was reached through qualifiers, <c>A::B::name</c>; else null.</summary>
    public ref readonly TSNode Qualified => ref _qualified;

    public ref readonly TSNode this[CaptureSlot slot] => ref _captures[(int)slot];

    /// <summary>The first pattern that matches the top frame, with its captures kept; null for none.</summary>
    /// <param name="isTop">No scope is open: see <see cref="PatternOptions.Top"/>.</param>
    public Pattern? First(Pattern[] patterns, ReadOnlySpan<WalkFrame> stack, bool isTop)
    {
        foreach (var pattern in patterns)
        {
            if ((isTop || !pattern.Is(PatternOptions.Top)) && Matches(pattern, stack))
            {
                return pattern;
            }
        }

        return null;
    }

    public bool Matches(Pattern pattern, ReadOnlySpan<WalkFrame> stack)
    {
        var path = pattern.Path;
        if (stack.Length < path.Length)
        {
            return false;
        }

        for (var i = 0; i < path.Length; i++)
        {
            ref readonly var frame = ref stack[stack.Length - 1 - i];
            var step = path[i];
            if ((step.Field != 0 && step.Field != frame.Field) || !step.Accepts(frame.Symbol))
            {
                return false;
            }
        }

        foreach (var ancestor in pattern.Ancestors)
        {
            if (!ancestor.Holds(stack))
            {
                return false;
            }
        }

        Array.Clear(_captures);
        for (var i = 0; i < path.Length; i++)
        {
            ref readonly var node = ref stack[stack.Length - 1 - i].Node;
            if ((path[i].IsFirst && !IsFirstNamedChild(node, stack[stack.Length - 2 - i].Node)) || !TakeStep(path[i], node))
            {
                return false;
            }
        }

        _captures[(int)CaptureSlot.Focus] = stack[^1].Node;
        _qualified = default;
        return (pattern.Descent is not { } descent || descent.TryFollow(ref _captures[(int)CaptureSlot.Name], out _qualified)) && PredicatesHold(pattern);
    }

    private ReadOnlySpan<byte> Text(in TSNode node, TextPlace place)
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
            _ => new ReadOnlySpan<byte>(Content + node.StartByte, (int)(end - node.StartByte)),
        };
    }

    private ReadOnlySpan<byte> Before(uint end)
    {
        while (end > 0 && Content[end - 1] <= ' ')
        {
            end--;
        }

        var length = Math.Min(end, TextPredicate.NeighbourMaxBytes);
        return new ReadOnlySpan<byte>(Content + end - length, (int)length);
    }

    private ReadOnlySpan<byte> Behind(uint start)
    {
        while (start < ContentLength && Content[start] <= ' ')
        {
            start++;
        }

        return new ReadOnlySpan<byte>(Content + start, (int)Math.Min(ContentLength - start, TextPredicate.NeighbourMaxBytes));
    }

    /// <summary>Frees the native cursors; before the tree is.</summary>
    public void Dispose()
    {
        for (var i = 0; i < _cursorCount; i++)
        {
            fixed (TSTreeCursor* cursor = &_cursors[i])
            {
                TreeSitterApi.CursorDelete(cursor);
            }
        }

        _cursorCount = 0;
    }

    /// <summary>Whether a word within the focus of a pattern for words is one that the pattern wants.</summary>
    public static bool TakesWord(Pattern pattern, ReadOnlySpan<byte> word)
    {
        foreach (var predicate in pattern.Predicates)
        {
            if (predicate.Slot == CaptureSlot.Focus && !predicate.Holds(word))
            {
                return false;
            }
        }

        return true;
    }

    private bool PredicatesHold(Pattern pattern)
    {
        // On words a predicate is asked of each word.
        var isOfWords = pattern.Role is PatternRole.Words or PatternRole.BracedWords;
        foreach (var predicate in pattern.Predicates)
        {
            var isAskedLater = isOfWords && predicate.Slot == CaptureSlot.Focus;
            if (!isAskedLater && !predicate.Holds(Text(_captures[(int)predicate.Slot], predicate.Place)))
            {
                return false;
            }
        }

        return true;
    }

    private bool TakeStep(PathStep step, in TSNode node)
    {
        if (step.Slot != CaptureSlot.None)
        {
            _captures[(int)step.Slot] = node;
        }

        return FieldsAreAbsent(step.AbsentFields, node) && SidesMatch(step.Sides, node);
    }

    private bool SidesMatch(SidePattern[] sides, in TSNode parent)
    {
        foreach (var side in sides)
        {
            if (!SideMatches(side, parent) && !side.IsOptional)
            {
                return false;
            }
        }

        return true;
    }

    private bool SideMatches(SidePattern side, in TSNode parent)
    {
        if (side.Field != 0)
        {
            var child = TreeSitterApi.NodeChildByFieldId(parent, side.Field);
            return !child.IsNull && Fits(side, child);
        }

        return _depth < SideDepthMax && AnyChildFits(side, parent);
    }

    private bool AnyChildFits(SidePattern side, in TSNode parent)
    {
        fixed (TSTreeCursor* cursor = &CursorAt(_depth, parent))
        {
            _depth++;
            var fits = false;
            var more = TreeSitterApi.CursorGotoFirstChild(cursor) != 0;
            for (var tried = 0; more && !fits && tried < ChildrenTriedMax; tried++)
            {
                var child = TreeSitterApi.CursorCurrentNode(cursor);
                fits = Fits(side, child);
                if (side.IsFirst && TreeSitterApi.NodeIsNamed(child) != 0)
                {
                    break;
                }

                more = TreeSitterApi.CursorGotoNextSibling(cursor) != 0;
            }

            _depth--;
            return fits;
        }
    }

    private ref TSTreeCursor CursorAt(int depth, in TSNode node)
    {
        ref var cursor = ref _cursors[depth];
        if (depth == _cursorCount)
        {
            cursor = TreeSitterApi.CursorNew(node);
            _cursorCount++;
            return ref cursor;
        }

        fixed (TSTreeCursor* pointer = &cursor)
        {
            TreeSitterApi.CursorReset(pointer, node);
        }

        return ref cursor;
    }

    private bool Fits(SidePattern side, in TSNode child)
    {
        var isKind = side.Symbols.Length == 0
            ? !side.IsNamed || TreeSitterApi.NodeIsNamed(child) != 0
            : side.Accepts(TreeSitterApi.NodeSymbol(child));
        if (!isKind || !FieldsAreAbsent(side.AbsentFields, child) || !SidesMatch(side.Children, child))
        {
            return false;
        }

        if (side.Slot == CaptureSlot.None)
        {
            return true;
        }

        foreach (var predicate in side.Predicates)
        {
            if (!predicate.Holds(Text(child, predicate.Place)))
            {
                return false;
            }
        }

        _captures[(int)side.Slot] = child;
        return true;
    }

    private static bool IsFirstNamedChild(in TSNode node, in TSNode parent) => TreeSitterApi.NodeNamedChild(parent, 0).Id == node.Id;

    private static bool FieldsAreAbsent(ushort[] fields, in TSNode node)
    {
        foreach (var field in fields)
        {
            if (!TreeSitterApi.NodeChildByFieldId(node, field).IsNull)
            {
                return false;
            }
        }

        return true;
    }
}
