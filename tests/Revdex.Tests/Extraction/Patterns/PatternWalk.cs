using Revdex.Extraction.Patterns;
using Revdex.Native.TreeSitter;

namespace Revdex.Tests.Extraction.Patterns;

/// <summary>
/// Asks our matcher for every pattern at every node of a tree: what <c>SourceWalk</c> does, but that it stops at the first pattern
/// that fits, and leaves out what lies below comments.
/// </summary>
internal sealed unsafe class PatternWalk(PatternSet patterns) : IDisposable
{
    private readonly PatternMatcher _matcher = new();
    private WalkFrame[] _stack = new WalkFrame[64];

    /// <param name="onMatch">Gets the pattern; the matcher holds its captures.</param>
    /// <param name="onTraits">Gets each node of a type that is a scope, a comment or skipped in signatures.</param>
    public void Run(SyntaxTree tree, byte* content, int length, Action<Pattern, PatternMatcher> onMatch, Action<TSNode, NodeTraits> onTraits)
    {
        _matcher.Begin(content, length);
        var cursor = TreeSitterApi.CursorNew(tree.Root);
        for (var depth = 0; depth >= 0;)
        {
            Visit(&cursor, depth, onMatch, onTraits);
            if (TreeSitterApi.CursorGotoFirstChild(&cursor) != 0)
            {
                depth++;
                continue;
            }

            while (depth >= 0 && TreeSitterApi.CursorGotoNextSibling(&cursor) == 0)
            {
                depth--;
                TreeSitterApi.CursorGotoParent(&cursor);
            }
        }

        TreeSitterApi.CursorDelete(&cursor);
        _matcher.Dispose();
    }

    public void Dispose() => _matcher.Dispose();

    private void Visit(TSTreeCursor* cursor, int depth, Action<Pattern, PatternMatcher> onMatch, Action<TSNode, NodeTraits> onTraits)
    {
        if (depth == _stack.Length)
        {
            Array.Resize(ref _stack, depth * 2);
        }

        ref var frame = ref _stack[depth];
        frame.Take(cursor, patterns.Traits);
        var parent = depth > 0 ? _stack[depth - 1].Symbol : (ushort)0;
        if ((patterns.Traits[frame.Symbol] & (NodeTraits.Scope | NodeTraits.Comment | NodeTraits.SignatureSkip)) != 0)
        {
            onTraits(frame.Node, patterns.Traits[frame.Symbol]);
        }

        foreach (var table in new[] { patterns.Definitions, patterns.Leaves, patterns.Flags })
        {
            foreach (var pattern in table[frame.Symbol, parent])
            {
                if (_matcher.Matches(pattern, _stack.AsSpan(0, depth + 1)))
                {
                    onMatch(pattern, _matcher);
                }
            }
        }
    }
}
