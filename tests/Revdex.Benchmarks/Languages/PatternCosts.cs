using System.Diagnostics;
using Revdex.Extraction;
using Revdex.Extraction.Patterns;
using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Benchmarks.Languages;

/// <summary>
/// Walks trees as <see cref="SourceWalk"/> does and takes the time of each try of a pattern: at each node its patterns in order until one matches. Imports and built-in names, behind which
/// a walk tries on, end it here too; what lies below comments is walked.
/// </summary>
internal sealed unsafe class PatternCosts : IDisposable
{
    private const int DepthMax = 4_000;

    private static readonly double ClockSeconds = ClockCost();

    private readonly Grammar _grammar;
    private readonly PatternSet _patterns;
    private readonly ParserHandle _parser = new(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes);
    private readonly PatternMatcher _matcher = new();
    private readonly TreeWalk _nodes = new();
    private readonly WalkFrame[] _stack = new WalkFrame[DepthMax + 1];
    private readonly Dictionary<int, PatternCost> _costs = [];

    public PatternCosts(Language language) => (_grammar, _patterns) = GrammarCatalog.Of(language);

    public double Seconds => _costs.Values.Sum(c => c.Seconds);

    public IEnumerable<PatternCost> Slowest(int count) => _costs.Values.OrderByDescending(c => c.Seconds).Take(count);

    public void Add(IndexedBlob blob)
    {
        using var tree = _parser.Parse(_grammar, blob.Content, out _);
        if (tree is null)
        {
            return;
        }

        fixed (byte* content = blob.Content)
        {
            Walk(tree, content, blob.Content.Length);
        }
    }

    public void Dispose()
    {
        _matcher.Dispose();
        _nodes.Dispose();
        _parser.Dispose();
    }

    private void Walk(SyntaxTree tree, byte* content, int length)
    {
        _matcher.Begin(content, length);
        _nodes.Begin(tree.Root, _patterns.Marks, (ushort)NodeTraits.Field, DepthMax);
        while (_nodes.MoveNext())
        {
            Try(_nodes.Current);
        }

        _matcher.Dispose();
    }

    private void Try(in WalkNode node)
    {
        var depth = (int)node.Depth;
        ref var frame = ref _stack[depth];
        frame.Take(node, _patterns.Traits.Length);
        var parent = depth > 0 ? _stack[depth - 1].Symbol : (ushort)0;
        Try(_patterns.Definitions[frame.Symbol, parent], depth);
        Try(_patterns.Leaves[frame.Symbol, parent], depth);
    }

    private void Try(Pattern[] patterns, int depth)
    {
        foreach (var pattern in patterns)
        {
            var start = Stopwatch.GetTimestamp();
            var isMatch = _matcher.Matches(pattern, _stack.AsSpan(0, depth + 1));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds - ClockSeconds;
            var cost = _costs.TryGetValue(pattern.Line, out var known) ? known : _costs[pattern.Line] = new PatternCost(pattern.Line);
            cost.Tries++;
            cost.Seconds += seconds;
            if (isMatch)
            {
                return;
            }
        }
    }

    /// <summary>Seconds that two looks at the clock are apart by themselves, at least.</summary>
    private static double ClockCost() =>
        Enumerable.Range(0, 100_000).Min(_ => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp()).TotalSeconds);
}
