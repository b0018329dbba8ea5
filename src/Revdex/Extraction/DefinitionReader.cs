using System.Runtime.InteropServices;
using Revdex.Extraction.Patterns;
using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction;

/// <summary>Makes a symbol of a matched definition: its range, signature, doc comment and where its hash starts.</summary>
internal sealed unsafe class DefinitionReader(Drafts drafts, PatternMatcher matcher)
{
    /// <summary>A doc comment stands before the declaration or before what wraps it: <c>export</c>, decorators, a template header.</summary>
    private const int WrappersMax = 3;

    /// <summary>Attributes before a declaration.</summary>
    private const int SkippedChildrenMax = 64;

    private readonly HashSet<(int Container, int Name, bool IsTop)> _declared = [];
    private PatternSet _patterns = null!;
    private byte* _content;
    private uint _length;
    private uint _commentStart;
    private uint _commentEnd;

    /// <summary>The end of the attributes behind the comment, or of the comment.</summary>
    private uint _docGapStart;

    public void Begin(PatternSet patterns, byte* content, int length)
    {
        _length = (uint)length;
        _patterns = patterns;
        _content = content;
        _commentStart = _commentEnd = _docGapStart = 0;
        _declared.Clear();
    }

    /// <summary>Remembers the run of comments that a definition may follow.</summary>
    public void SeeComment(in TSNode comment)
    {
        var continues = _commentEnd > 0 && IsBlank(_commentEnd, comment.StartByte, newLinesMax: 1);
        if (!continues)
        {
            _commentStart = StartsItsLine(comment.StartByte) ? comment.StartByte : 0;
        }

        // A comment at the end of a line of code belongs to that line.
        _commentEnd = continues || StartsItsLine(comment.StartByte) ? TreeSitterApi.NodeEndByte(comment) : 0;
        _docGapStart = _commentEnd;
    }

    /// <summary>Attributes may stand between a comment and its definition.</summary>
    public void SeeSkipped(in TSNode attribute)
    {
        if (_commentEnd > 0 && IsBlank(_docGapStart, attribute.StartByte, newLinesMax: 1))
        {
            _docGapStart = TreeSitterApi.NodeEndByte(attribute);
        }
    }

    /// <summary>Adds the symbol whose captures the matcher holds; false where the name is no name, or is known already.</summary>
    /// <param name="endsWith">The node whose end is the symbol's end; a null node for its own.</param>
    public bool TryAdd(Pattern pattern, int container, in TSNode focus, in TSNode endsWith)
    {
        var nameNode = matcher[CaptureSlot.Name];
        var (nameStart, nameEnd) = nameNode.IsNull ? default : NameRange.Of(_content, nameNode, pattern);

        // A Ruby symbol (attr_reader :name) defines the name behind the colon.
        nameStart += nameEnd > nameStart && _content[nameStart] == (byte)':' ? 1u : 0u;
        var nameLength = (int)(nameEnd - nameStart);
        if (nameLength is <= 0 or > Limits.NameMaxBytes)
        {
            return false;
        }

        // Of `int a = 1, b = 2` the part behind a is not a's; where only the name stands for the symbol (Go's `a, b = 1, 2`), the values follow.
        var isOnlyName = nameNode.Id == focus.Id && pattern.Descent is null;
        var range = Range(focus);
        var name = drafts.Names.Intern((int)nameStart, nameLength, ByteHash.Of(_content + nameStart, nameLength));
        container = ContainerOf(pattern, container, isOnlyName, range);
        if (!_declared.Add((container, name, pattern.Is(PatternOptions.Top))) && pattern.Is(PatternOptions.Top | PatternOptions.Sibling))
        {
            return false;
        }

        var last = endsWith.IsNull ? range : endsWith;
        var end = TreeSitterApi.NodeEndByte(last);
        var body = pattern.Is(PatternOptions.Whole) ? default : Body(focus);
        var signatureEnd = body.IsNull || body.StartByte <= nameNode.StartByte ? TreeSitterApi.NodeEndByte(isOnlyName ? range : focus) : body.StartByte;
        var (docStart, docEnd) = Doc(range);
        var (qualifierStart, qualifierEnd) = Qualifier(nameNode);
        drafts.Symbols.Add(new SymbolDraft
        {
            Name = name,
            Kind = (SymbolKind)pattern.Value,
            Container = container,
            StartByte = range.StartByte,
            EndByte = end,
            StartRow = range.StartRow,
            EndRow = EndRow(last),
            NameRow = nameNode.StartRow,
            NameColumn = nameNode.StartColumn + nameStart - nameNode.StartByte,
            SignatureStart = pattern.Is(PatternOptions.Line) ? LineText.Start(_content, nameNode.StartByte) : Math.Min(SkipLeading(range), nameNode.StartByte),
            SignatureEnd = pattern.Is(PatternOptions.Line) ? LineText.End(_content, nameEnd, _length) : signatureEnd,
            HeadEnd = isOnlyName ? 0 : HeadEnd(range, focus),
            PartStart = focus.StartByte,
            HashStart = signatureEnd < end ? signatureEnd : nameEnd,
            DocStart = docStart,
            DocEnd = docEnd,
            QualifierStart = qualifierStart,
            QualifierEnd = qualifierEnd,
        });
        return true;
    }

    /// <summary>Lets a symbol reach over the body that stands behind its declaration.</summary>
    public void Extend(int symbol, in TSNode body)
    {
        ref var draft = ref CollectionsMarshal.AsSpan(drafts.Symbols)[symbol];
        draft.EndByte = TreeSitterApi.NodeEndByte(body);
        draft.EndRow = EndRow(body);
        draft.SignatureEnd = draft.HashStart = body.StartByte;
    }

    /// <summary>What is captured, or of <c>A::B::name</c> what stands before the last colons.</summary>
    private (uint Start, uint End) Qualifier(in TSNode name)
    {
        var captured = matcher[CaptureSlot.Qualifier];
        if (!captured.IsNull)
        {
            return (captured.StartByte, TreeSitterApi.NodeEndByte(captured));
        }

        var start = matcher.Qualified.IsNull ? name.StartByte : matcher.Qualified.StartByte;
        var end = name.StartByte;
        while (end > start && _content[end - 1] is (byte)':' or <= (byte)' ')
        {
            end--;
        }

        return end > start ? (start, end) : default;
    }

    /// <summary>
    /// The second name of one declaration (<c>a, b = 1, 2</c>) lies within the first one's range, but beside it in the outline; so does
    /// a property that a constructor declares.
    /// </summary>
    private int ContainerOf(Pattern pattern, int enclosing, bool isOnlyName, in TSNode range)
    {
        var isSibling = pattern.Is(PatternOptions.Sibling);
        if (!(isOnlyName || isSibling) || enclosing < 0)
        {
            return enclosing;
        }

        ref readonly var outer = ref CollectionsMarshal.AsSpan(drafts.Symbols)[enclosing];
        return isSibling || outer.StartByte == range.StartByte ? outer.Container : enclosing;
    }

    /// <summary>
    /// The whole declaration, but symbols keep the order of their starts: where <c>var a = function () { … }, b = …</c> has
    /// symbols within a, the second name stands for itself.
    /// </summary>
    private TSNode Range(in TSNode focus)
    {
        var range = matcher[CaptureSlot.Range];
        return range.IsNull || (drafts.Symbols.Count > 0 && drafts.Symbols[^1].StartByte > range.StartByte) ? focus : range;
    }

    /// <summary>Where what the names of a declaration share ends and the first name's part starts; 0 for one whole.</summary>
    private uint HeadEnd(in TSNode range, in TSNode focus)
    {
        if (focus.StartByte == range.StartByte)
        {
            return 0;
        }

        var symbols = CollectionsMarshal.AsSpan(drafts.Symbols);
        for (var i = symbols.Length - 1; i >= 0 && symbols[i].StartByte >= range.StartByte; i--)
        {
            if (symbols[i].StartByte == range.StartByte && symbols[i].HeadEnd > 0)
            {
                return symbols[i].HeadEnd;
            }
        }

        return focus.StartByte;
    }

    /// <summary>A node that ends with its line break ends on that line, not on the next.</summary>
    private static uint EndRow(in TSNode node)
    {
        var point = TreeSitterApi.NodeEndPoint(node);
        return point.Column == 0 && point.Row > node.StartRow ? point.Row - 1 : point.Row;
    }

    private TSNode Body(in TSNode focus)
    {
        var body = matcher[CaptureSlot.Body];
        return body.IsNull && _patterns.BodyField != 0 ? TreeSitterApi.NodeChildByFieldId(focus, _patterns.BodyField) : body;
    }

    private (uint Start, uint End) Doc(in TSNode range)
    {
        var inside = matcher[CaptureSlot.Doc];
        if (!inside.IsNull)
        {
            return (inside.StartByte, TreeSitterApi.NodeEndByte(inside));
        }

        if (_commentEnd == 0 || _commentEnd > range.StartByte)
        {
            return default;
        }

        var start = range.StartByte;
        var node = range;
        for (var wrappers = 0; !FollowsComment(start); wrappers++)
        {
            node = TreeSitterApi.NodeParent(node);
            if (wrappers == WrappersMax || node.IsNull || node.StartByte < _commentEnd)
            {
                return default;
            }

            start = node.StartByte;
        }

        // A comment belongs to the first symbol behind it, not to the members of that symbol as well.
        var doc = (_commentStart, _commentEnd);
        _commentEnd = 0;
        return doc;
    }

    private bool FollowsComment(uint start) =>
        IsBlank(_commentEnd, start, newLinesMax: 1) || (_docGapStart > _commentEnd && IsBlank(_docGapStart, start, newLinesMax: 1));

    /// <summary>Where the signature starts behind leading attributes, also those within a node of modifiers.</summary>
    private uint SkipLeading(in TSNode node)
    {
        var start = node.StartByte;
        for (uint i = 0; i < SkippedChildrenMax; i++)
        {
            var child = TreeSitterApi.NodeChild(node, i);
            if (child.IsNull)
            {
                break;
            }

            var symbol = TreeSitterApi.NodeSymbol(child);
            var traits = symbol < _patterns.Traits.Length ? _patterns.Traits[symbol] : NodeTraits.None;
            if ((traits & (NodeTraits.SignatureSkip | NodeTraits.Comment)) == 0)
            {
                return FirstGrandchildIsSkipped(child) ? SkipLeading(child) : child.StartByte;
            }

            start = TreeSitterApi.NodeEndByte(child);
        }

        return start;
    }

    private bool FirstGrandchildIsSkipped(in TSNode child)
    {
        var first = TreeSitterApi.NodeChild(child, 0);
        if (first.IsNull)
        {
            return false;
        }

        var symbol = TreeSitterApi.NodeSymbol(first);
        return symbol < _patterns.Traits.Length && (_patterns.Traits[symbol] & NodeTraits.SignatureSkip) != 0;
    }

    private bool StartsItsLine(uint position)
    {
        while (position > 0 && _content[position - 1] is (byte)' ' or (byte)'\t')
        {
            position--;
        }

        return position == 0 || _content[position - 1] is (byte)'\n' or (byte)'\r' || position == 3;
    }

    private bool IsBlank(uint from, uint to, int newLinesMax)
    {
        if (to < from)
        {
            return false;
        }

        var newLines = from > 0 && _content[from - 1] == (byte)'\n' ? 1 : 0;
        for (var i = from; i < to; i++)
        {
            if (_content[i] > ' ')
            {
                return false;
            }

            newLines += _content[i] == (byte)'\n' ? 1 : 0;
        }

        return newLines <= newLinesMax;
    }
}
