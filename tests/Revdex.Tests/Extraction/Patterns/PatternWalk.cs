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
    private readonly TreeWalk _nodes = new();
    private WalkFrame[] _stack = new WalkFrame[64];

    /// <param name="onMatch">Gets the pattern; the matcher holds its captures.</param>
    /// <param name="onTraits">Gets each node of a type that is a scope, a comment or skipped in signatures.</param>
    public void Run(SyntaxTree tree, byte* content, int length, Action<Pattern, PatternMatcher> onMatch, Action<TSNode, NodeTraits> onTraits)
    {
        _matcher.Begin(content, length);
        _nodes.Begin(tree.Root, patterns.Marks, (ushort)NodeTraits.Field, int.MaxValue);
        while (_nodes.MoveNext())
        {
            Visit(_nodes.Current, onMatch, onTraits);
        }

        _matcher.Dispose();
    }

    public void Dispose()
    {
        _matcher.Dispose();
        _nodes.Dispose();
    }

    private void Visit(in WalkNode node, Action<Pattern, PatternMatcher> onMatch, Action<TSNode, NodeTraits> onTraits)
    {
        var depth = (int)node.Depth;
        if (depth == _stack.Length)
        {
            Array.Resize(ref _stack, depth * 2);
        }

        ref var frame = ref _stack[depth];
        frame.Take(node, patterns.Traits.Length);
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
