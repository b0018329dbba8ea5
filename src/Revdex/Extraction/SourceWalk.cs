using System.Runtime.InteropServices;
using Revdex.Extraction.Masking;
using Revdex.Extraction.Patterns;
using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction;

/// <summary>
/// One pass over a syntax tree that tries each node's patterns and fills the <see cref="Drafts"/>. One pattern table drives
/// it for every language, at less than half of what tree-sitter's own query engine costs. For one thread.
/// </summary>
internal sealed unsafe class SourceWalk : IDisposable
{
    /// <summary>Deeper nesting than any person writes; what lies below is not looked into.</summary>
    private const int DepthMax = 4_000;

    private const NodeTraits Acted =
        NodeTraits.Definition | NodeTraits.Leaf | NodeTraits.Scope | NodeTraits.Comment | NodeTraits.SignatureSkip;

    private readonly TreeWalk _nodes = new();
    private readonly PatternMatcher _matcher = new();
    private readonly Drafts _drafts;
    private readonly DefinitionReader _definitions;
    private readonly UseReader _uses;
    private readonly FlagReader _flags;
    private readonly LeafReader _leaves;
    private readonly Headings _headings;
    private readonly EmbeddedCode? _embedded;
    private readonly MaskedWords _masked;

    /// <summary>Start → end of each name that a symbol was made of.</summary>
    private readonly Dictionary<uint, uint> _names = [];
    private readonly List<int> _enclosing = [];
    private WalkFrame[] _stack = new WalkFrame[128];
    private PatternSet _patterns = null!;
    private byte* _content;
    private int _depth;
    private WaitingBody _waiting;

    /// <param name="embedded">Reads what other languages have within the file; null for a piece of a file.</param>
    public SourceWalk(Drafts drafts, EmbeddedCode? embedded)
    {
        _drafts = drafts;
        _embedded = embedded;
        _definitions = new DefinitionReader(drafts, _matcher);
        _uses = new UseReader(drafts, _matcher);
        _flags = new FlagReader(_matcher);
        _leaves = new LeafReader(drafts.Leaves);
        _headings = new Headings(drafts);
        _masked = new MaskedWords(drafts);
    }

    private ushort ParentSymbol => _depth > 0 ? _stack[_depth - 1].Symbol : (ushort)0;

    private ReadOnlySpan<WalkFrame> Stack => _stack.AsSpan(0, _depth + 1);

    /// <param name="masked">What the parser was not shown, in order.</param>
    public void Run(SyntaxTree tree, Grammar grammar, PatternSet patterns, byte* content, int length, IReadOnlyList<(int Start, int End)> masked)
    {
        _drafts.Begin(content);
        _drafts.OpenScope(ScopeKind.Block);
        _masked.Begin(grammar, content, masked);
        RunWithin(tree, patterns, content, length, enclosing: -1);
        _masked.ReadBefore((uint)length, enclosing: -1);
        _drafts.CloseScope();
        _drafts.DropBuiltins();
    }

    /// <summary>Adds to the drafts what a piece of their file holds.</summary>
    /// <param name="enclosing">The innermost symbol around the piece, or -1.</param>
    public void RunWithin(SyntaxTree tree, PatternSet patterns, byte* content, int length, int enclosing)
    {
        _patterns = patterns;
        _content = content;
        _matcher.Begin(content, length);
        _definitions.Begin(patterns, content, length);
        _uses.Begin(content);
        _leaves.Begin(patterns, content);
        _flags.Begin(patterns);
        _headings.Begin();
        _names.Clear();
        _enclosing.Clear();
        _enclosing.AddRange(enclosing >= 0 ? [enclosing] : []);
        _depth = -1;
        _waiting = default;
        try
        {
            Walk(tree.Root);
        }
        finally
        {
            _matcher.Dispose();
        }
    }

    public void Dispose()
    {
        _matcher.Dispose();
        _nodes.Dispose();
    }

    private void Walk(in TSNode root)
    {
        _nodes.Begin(root, _patterns.Marks, (ushort)NodeTraits.Field, DepthMax);
        for (var depthWanted = uint.MaxValue; _nodes.MoveNext();)
        {
            ref readonly var node = ref _nodes.Current;
            if (node.Depth > depthWanted)
            {
                continue;
            }

            while (_depth >= node.Depth)
            {
                Leave();
            }

            var descend = Enter(node);
            depthWanted = descend ? uint.MaxValue : node.Depth;
            if (descend && !node.HasChildren)
            {
                _leaves.Add(_stack[_depth], _depth);
            }
        }

        while (_depth >= 0)
        {
            Leave();
        }
    }

    /// <summary>True where the node's children are to be visited.</summary>
    private bool Enter(in WalkNode node)
    {
        if (++_depth == _stack.Length)
        {
            Array.Resize(ref _stack, _depth * 2);
        }

        ref var frame = ref _stack[_depth];
        frame.Take(node, _patterns.Traits.Length);
        if (frame.Node.StartByte > _masked.Next)
        {
            _masked.ReadBefore(frame.Node.StartByte, Enclosing);
        }

        if (_waiting.Depth > 0)
        {
            MeetBody(ref frame);
        }

        var traits = _patterns.Traits[frame.Symbol];
        return (traits & Acted) == 0 || EnterMarked(ref frame, traits);
    }

    private bool EnterMarked(ref WalkFrame frame, NodeTraits traits)
    {
        if ((traits & NodeTraits.Comment) != 0)
        {
            _definitions.SeeComment(frame.Node);
            _leaves.Skip(frame.Node);
            return false;
        }

        if ((traits & NodeTraits.SignatureSkip) != 0)
        {
            _flags.SeeSkipped(Stack, ParentSymbol);
            _definitions.SeeSkipped(frame.Node);
        }

        if ((traits & NodeTraits.Definition) != 0 && _drafts.Symbols.Count < Limits.SymbolsMax)
        {
            EnterDefinition(frame);
        }

        if ((traits & NodeTraits.Scope) != 0 || frame.BodyBehind != 0)
        {
            frame.IsScope = true;
            _drafts.OpenScope(
                (traits & NodeTraits.LateScope) != 0 ? ScopeKind.Late : (traits & NodeTraits.TypeScope) != 0 ? ScopeKind.Types : (traits & NodeTraits.BlockScope) != 0 ? ScopeKind.Block : ScopeKind.Full);
        }

        return (traits & NodeTraits.Leaf) == 0 || EnterUse(frame);
    }

    private void EnterDefinition(in WalkFrame frame)
    {
        var pattern = _matcher.First(_patterns.Definitions[frame.Symbol, ParentSymbol], Stack, isTop: !_drafts.IsInScope);
        if (pattern is null || pattern.Value == (byte)SymbolKind.Unknown)
        {
            return;
        }

        // A name is defined once, by the node farthest out: `a, b = 1, 2` defines a with its values, b by itself.
        var name = _matcher[CaptureSlot.Name];
        var isRest = pattern.Is(PatternOptions.Rest) && _depth > 0;
        var level = pattern.Is(PatternOptions.Heading) && isRest ? EndSections(frame) : 0;
        if (_names.ContainsKey(name.StartByte)
            || !_definitions.TryAdd(pattern, Enclosing, frame.Node, isRest ? _stack[_depth - 1].Node : default))
        {
            return;
        }

        if (level > 0)
        {
            _headings.Add(_drafts.Symbols.Count - 1, level);
        }

        _names.Add(name.StartByte, TreeSitterApi.NodeEndByte(name));
        _enclosing.Add(_drafts.Symbols.Count - 1);
        _stack[isRest ? _depth - 1 : _depth].EndingSymbols++;
        _stack[_depth].BodyBehind = pattern.BodyBehind;
        CollectionsMarshal.AsSpan(_drafts.Symbols)[^1].Flags = _flags.Take(Stack, ParentSymbol);
    }

    /// <summary>Ends what the heading that was matched is no part of; returns its level.</summary>
    private int EndSections(in WalkFrame frame)
    {
        var mark = _matcher[CaptureSlot.Level];
        var text = new ReadOnlySpan<byte>(_content + mark.StartByte, (int)(TreeSitterApi.NodeEndByte(mark) - mark.StartByte));
        var level = _headings.LevelOf(text, isAbove: mark.StartByte < _matcher[CaptureSlot.Name].StartByte);
        for (ref var open = ref _stack[_depth - 1].EndingSymbols; open > 0 && _headings.TryEnd(_enclosing[^1], level, frame.Node); open--)
        {
            _enclosing.RemoveAt(_enclosing.Count - 1);
        }

        return level;
    }

    private int Enclosing => _enclosing.Count == 0 ? -1 : _enclosing[^1];

    private bool EnterUse(in WalkFrame frame)
    {
        // What starts where a name does is the name itself, not something around it.
        if (_names.TryGetValue(frame.Node.StartByte, out var nameEnd) && frame.EndByte <= nameEnd)
        {
            _leaves.AddWhole(frame.Node, _depth);
            return false;
        }

        var (isImported, isBuiltin) = (false, false);
        foreach (var pattern in _patterns.Leaves[frame.Symbol, ParentSymbol])
        {
            if ((pattern.Role == PatternRole.Import && isImported) || (pattern.Role is >= PatternRole.Local and <= PatternRole.LocalOuter && !_drafts.Takes(pattern.Role)) || !_matcher.Matches(pattern, Stack))
            {
                continue;
            }

            if (pattern.Role == PatternRole.Import)
            {
                _uses.AddImport(frame.Node);
                isImported = true;
                continue;
            }

            if (pattern.Role == PatternRole.Builtin)
            {
                isBuiltin = true;
                continue;
            }

            if (pattern.Role is PatternRole.Ignore or PatternRole.Embed)
            {
                if (pattern.Role == PatternRole.Ignore || _embedded?.TryRead(pattern, frame.Node, _matcher[CaptureSlot.Language], Enclosing) != true)
                {
                    _leaves.AddWhole(frame.Node, _depth);
                }

                return false;
            }

            _uses.Add(pattern, frame.Node, Enclosing, isBuiltin);
            return true;
        }

        return true;
    }

    private void Leave()
    {
        ref readonly var frame = ref _stack[_depth];
        if (_waiting.Depth > _depth)
        {
            EndWaiting();
        }

        if (frame.BodyBehind != 0)
        {
            _waiting = new WaitingBody(_depth, frame.BodyBehind, _enclosing[^1], frame.EndingSymbols, frame.IsScope);
        }
        else
        {
            End(frame.EndingSymbols, frame.IsScope);
        }

        _depth--;
    }

    private void MeetBody(ref WalkFrame frame)
    {
        if (!_waiting.IsMetBy(frame, _depth))
        {
            EndWaiting();
        }
        else
        {
            (frame.EndingSymbols, frame.IsScope) = (_waiting.EndingSymbols, _waiting.IsScope);
            _definitions.Extend(_waiting.Symbol, frame.Node);
        }

        _waiting = default;
    }

    private void EndWaiting()
    {
        End(_waiting.EndingSymbols, _waiting.IsScope);
        _waiting = default;
    }

    private void End(int symbols, bool isScope)
    {
        if (symbols > 0)
        {
            _enclosing.RemoveRange(_enclosing.Count - symbols, symbols);
        }

        if (isScope)
        {
            _drafts.CloseScope();
        }
    }
}
