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
    private readonly NodeTexts _texts = new();
    private TSNode _qualified;
    private int _cursorCount;
    private int _depth;

    public void Begin(byte* content, int length) => _texts.Begin(content, length);

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
        TSNode way = default;
        for (var i = 0; i < path.Length; i++)
        {
            ref readonly var node = ref stack[stack.Length - 1 - i].Node;
            if ((path[i].IsFirst && !IsFirstNamedChild(node, stack[stack.Length - 2 - i].Node)) || !TakeStep(path[i], node, way))
            {
                return false;
            }

            way = node;
        }

        _captures[(int)CaptureSlot.Focus] = stack[^1].Node;
        _qualified = default;
        return (pattern.Descent is not { } descent || descent.TryFollow(ref _captures[(int)CaptureSlot.Name], out _qualified)) && PredicatesHold(pattern);
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
        var isOfWords = pattern.Role is PatternRole.Words or PatternRole.BracedWords or PatternRole.DollarWords or PatternRole.MustacheWords or PatternRole.ProseWords;
        foreach (var predicate in pattern.Predicates)
        {
            var isAskedLater = isOfWords && predicate.Slot == CaptureSlot.Focus;
            if (!isAskedLater && !predicate.Holds(_texts.Of(_captures[(int)predicate.Slot], predicate.Place)))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="way">The child that leads to the focus; a null node at the focus itself.</param>
    private bool TakeStep(PathStep step, in TSNode node, in TSNode way)
    {
        if (step.Slot != CaptureSlot.None)
        {
            _captures[(int)step.Slot] = node;
        }

        return FieldsAreAbsent(step.AbsentFields, node) && SidesMatch(step.Sides, node, way, step.SidesBefore);
    }

    /// <summary>Each side is the first child that fits behind the side before it, as a pattern's children stand in the order of the source.</summary>
    private bool SidesMatch(SidePattern[] sides, in TSNode parent, in TSNode way, int beforeWay)
    {
        var from = 0u;
        for (var i = 0; i < sides.Length; i++)
        {
            if (i == beforeWay)
            {
                from = TreeSitterApi.NodeEndByte(way);
            }

            if (TryFind(sides[i], parent, way, i < beforeWay, from, out var child))
            {
                from = i + 1 < sides.Length ? TreeSitterApi.NodeEndByte(child) : from;
            }
            else if (!sides[i].IsOptional)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="isBeforeWay">The child must stand before the one on the way, not behind it.</param>
    /// <param name="from">Where it may start at the earliest.</param>
    private bool TryFind(SidePattern side, in TSNode parent, in TSNode way, bool isBeforeWay, uint from, out TSNode child)
    {
        if (side.Field != 0)
        {
            child = TreeSitterApi.NodeChildByFieldId(parent, side.Field);
            return !child.IsNull && child.StartByte >= from && child.Id != way.Id
                && (!isBeforeWay || way.IsNull || child.StartByte <= way.StartByte) && Fits(side, child);
        }

        child = default;
        return _depth < SideDepthMax && TryFindAmongChildren(side, parent, way, isBeforeWay, from, out child);
    }

    private bool TryFindAmongChildren(SidePattern side, in TSNode parent, in TSNode way, bool isBeforeWay, uint from, out TSNode child)
    {
        fixed (TSTreeCursor* cursor = &CursorAt(_depth, parent))
        {
            _depth++;
            child = default;
            var fits = false;
            var more = TreeSitterApi.CursorGotoFirstChild(cursor) != 0;
            for (var tried = 0; more && !fits && tried < ChildrenTriedMax; tried++)
            {
                child = TreeSitterApi.CursorCurrentNode(cursor);
                if (child.Id == way.Id && isBeforeWay)
                {
                    break;
                }

                fits = child.StartByte >= from && child.Id != way.Id && Fits(side, child);
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
        if (!side.Accepts(TreeSitterApi.NodeSymbol(child), TreeSitterApi.NodeIsNamed(child) != 0) || !FieldsAreAbsent(side.AbsentFields, child) || !SidesMatch(side.Children, child, default, side.Children.Length))
        {
            return false;
        }

        if (side.Slot == CaptureSlot.None)
        {
            return true;
        }

        foreach (var predicate in side.Predicates)
        {
            if (!predicate.Holds(_texts.Of(child, predicate.Place)))
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
