using System.Globalization;
using System.Text;
using Revdex.Extraction;
using Revdex.Extraction.Patterns;
using Revdex.Native.TreeSitter;
using Revdex.Tests.Native.TreeSitter;

namespace Revdex.Tests.Extraction.Patterns;

/// <summary>
/// One language's query in our compiler and in tree-sitter's engine, and what each finds in a source: a line
/// <c>pattern's line: focus-capture node name=node …</c> for each pattern and each node that it is tried at, a node being its type and its byte range.
/// Of the engine's matches with one focus the first in the order of the source counts, which is the one that we look for.
/// </summary>
internal sealed unsafe class PatternComparison : IDisposable
{
    /// <summary>Captures that something is made of; others serve predicates.</summary>
    private static readonly string[] Sides = ["name", "doc", "receiver", "module", "alias", "body", "range", "qualifier", "language"];

    private readonly Grammar _grammar;
    private readonly PatternSet _patterns;

    /// <summary>
    /// Where a repetition as a whole stands in a field, the engine takes what follows the second node of it for the field's end: it
    /// loses b and c of <c>const a, b, c = 1, 2, 3</c>. tree-sitter's cursor, and so our walk, does not.
    /// </summary>
    private static readonly (string Language, string Field) EngineLosesTheRestOf = ("go", "const_spec name:");

    private readonly Language _language;
    private readonly List<QueryPattern> _parsed;
    private readonly int[] _firstLines;
    private readonly Dictionary<int, NameDescent> _descents;
    private readonly QueryEngine _engine;
    private readonly ParserHandle _parser = new(Revdex.Facts.Limits.ParseWorkMax, Revdex.Facts.Limits.ParseMemoryMaxBytes);

    public PatternComparison(Language language)
    {
        _language = language;
        (_grammar, _patterns) = GrammarCatalog.Of(language);
        var text = Encoding.UTF8.GetBytes(language.Query);
        _engine = new QueryEngine(_grammar, text);
        _parsed = QueryParser.Parse(language.Query, language.Id);
        _firstLines = [.. _engine.PatternStarts.Select(start => text.AsSpan(0, start).Count((byte)'\n') + 1)];
        Assert.Equal(_parsed.Count, _firstLines.Length);
        Assert.Equal(_firstLines.Distinct(), _firstLines); // A pattern is known by its line.
        _descents = DescentsOf(_patterns, PatternAt);
    }

    /// <summary>Both sides, sorted.</summary>
    public (List<string> Ours, List<string> Engine) Find(byte[] content)
    {
        using var tree = _parser.Parse(_grammar, content, out _) ?? throw new InvalidOperationException("the parse was given up");
        return (Ours(tree, content), Engine(tree, content));
    }

    /// <summary>Whether the engine is known to miss what our matcher finds.</summary>
    public bool IsKnownToMiss(string line)
    {
        var first = int.Parse(line.AsSpan(0, line.IndexOf(':')), CultureInfo.InvariantCulture);
        return _language.Id == EngineLosesTheRestOf.Language
            && _language.Query.Split('\n')[first - 1].Contains(EngineLosesTheRestOf.Field, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _parser.Dispose();
    }

    /// <summary>Of the patterns that have one, by their number.</summary>
    private static Dictionary<int, NameDescent> DescentsOf(PatternSet patterns, Func<int, int> patternAt)
    {
        var descents = new Dictionary<int, NameDescent>();
        var symbols = Enumerable.Range(0, patterns.Traits.Length).Select(s => (ushort)s).ToList();
        foreach (var pattern in symbols.SelectMany(symbol => symbols.SelectMany(parent => patterns.Definitions[symbol, parent])))
        {
            if (pattern.Descent is { } descent)
            {
                descents[patternAt(pattern.Line)] = descent;
            }
        }

        return descents;
    }

    private int PatternAt(int line)
    {
        var index = Array.BinarySearch(_firstLines, line);
        return index >= 0 ? index : ~index - 1;
    }

    private List<string> Ours(SyntaxTree tree, byte[] content)
    {
        var found = new Dictionary<(int, nint), string>();
        using var walk = new PatternWalk(_patterns);
        fixed (byte* pointer = content)
        {
            walk.Run(
                tree, pointer, content.Length,
                (pattern, matcher) =>
                {
                    var focus = matcher[CaptureSlot.Focus];
                    var sides = Sides.Select((side, slot) => (side, matcher[(CaptureSlot)slot]));
                    found.TryAdd((PatternAt(pattern.Line), focus.Id), Line(PatternAt(pattern.Line), focus, sides));
                },
                (node, traits) => AddTraits(found, node, traits));
        }

        return [.. found.Values.Order(StringComparer.Ordinal)];
    }

    /// <summary>Scopes, comments and what signatures leave out are node types, whatever pattern names them.</summary>
    private void AddTraits(Dictionary<(int, nint), string> found, TSNode node, NodeTraits traits)
    {
        foreach (var trait in new[] { NodeTraits.Scope, NodeTraits.BlockScope, NodeTraits.TypeScope, NodeTraits.LateScope, NodeTraits.Comment, NodeTraits.SignatureSkip })
        {
            if ((traits & trait) != 0)
            {
                found.Add((-(int)trait, node.Id), $"0: {trait} {Text(node)}");
            }
        }
    }

    private List<string> Engine(SyntaxTree tree, byte[] content)
    {
        var predicates = _parsed.Select((p, i) => new EnginePredicates(_grammar, p, _descents.GetValueOrDefault(i), content)).ToList();
        var found = new Dictionary<(int, nint), (long[] Order, string Line)>();
        foreach (var (pattern, list) in _engine.Matches(tree))
        {
            var captures = list.DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.Node);
            var focusName = captures.Keys.First(PatternCompiler.IsFocus);
            if (!AreFirstOfTheirFields(_parsed[pattern].Root, focusName, captures) || !predicates[pattern].TryApply(focusName, captures))
            {
                continue;
            }

            var focus = captures[focusName];
            var sides = Sides.Select(side => (side, captures.GetValueOrDefault(side))).ToList();
            var order = sides.Select(s => s.Item2.IsNull ? long.MaxValue : s.Item2.StartByte).ToArray();
            foreach (var (key, line) in LinesOf(pattern, focusName, focus, sides))
            {
                if (!found.TryGetValue(key, out var first) || order.AsSpan().SequenceCompareTo(first.Order) < 0)
                {
                    found[key] = (order, line);
                }
            }
        }

        return [.. found.Values.Select(f => f.Line).Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// A difference that is meant: beside the way to its focus our matcher looks at the first node of a field, where the engine tries all. Of
    /// Go's <c>first, Second = 1, 2</c> the first name is the declaration's.
    /// </summary>
    private bool AreFirstOfTheirFields(QueryNode node, string focusName, Dictionary<string, TSNode> captures) =>
        node.Children.All(child => AreFirstOfTheirFields(child, focusName, captures)
            && (child.Field is null || IsWay(child, focusName) || Captured(child, captures) is not { } found || IsFirst(child.Field, found)));

    private static bool IsWay(QueryNode node, string focusName) =>
        node.Captures.Contains(focusName) || node.Children.Concat(node.Choices).Any(child => IsWay(child, focusName));

    private static TSNode? Captured(QueryNode node, Dictionary<string, TSNode> captures) =>
        node.Captures.Select(captures.GetValueOrDefault).Where(found => !found.IsNull).Select(found => (TSNode?)found).FirstOrDefault();

    private bool IsFirst(string field, TSNode found) =>
        TreeSitterApi.NodeChildByFieldId(TreeSitterApi.NodeParent(found), _grammar.Field(field)).Id == found.Id;

    private IEnumerable<((int, nint) Key, string Line)> LinesOf(int pattern, string focusName, TSNode focus, IEnumerable<(string, TSNode)> sides)
    {
        NodeTraits[] traits = focusName switch
        {
            "scope" => [NodeTraits.Scope],
            "scope.block" => [NodeTraits.Scope, NodeTraits.BlockScope],
            "scope.types" => [NodeTraits.Scope, NodeTraits.TypeScope],
            "scope.late" => [NodeTraits.Scope, NodeTraits.LateScope],
            "comment" => [NodeTraits.Comment],
            "signature.skip" => [NodeTraits.SignatureSkip],
            _ => [],
        };
        return traits.Length > 0
            ? traits.Select(trait => ((-(int)trait, focus.Id), $"0: {trait} {Text(focus)}"))
            : [((pattern, focus.Id), Line(pattern, focus, sides))];
    }

    private string Line(int pattern, TSNode focus, IEnumerable<(string Name, TSNode Node)> sides) =>
        $"{_firstLines[pattern]}: {Text(focus)}{string.Concat(sides.Where(s => !s.Node.IsNull).Select(s => $" {s.Name}={Text(s.Node)}"))}";

    private string Text(TSNode node) => $"{_grammar.SymbolName(TreeSitterApi.NodeSymbol(node))}@{node.StartByte}-{TreeSitterApi.NodeEndByte(node)}";
}
