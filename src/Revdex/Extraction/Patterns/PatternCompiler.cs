using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction.Patterns;

/// <summary>Turns the patterns of a query file into tables for one grammar. Every name that the grammar lacks is an error.</summary>
internal sealed class PatternCompiler
{
    private readonly Grammar _grammar;
    private readonly string _source;
    private readonly PatternSet _set;
    private List<string> _customCaptures = [];
    private readonly PredicateCompiler _conditions;
    private TextPredicate[] _predicates = [];
    private NameDescent? _descent;

    private PatternCompiler(Grammar grammar, string source)
    {
        _grammar = grammar;
        _source = source;
        _conditions = new PredicateCompiler(grammar, source);
        _set = new PatternSet(grammar.SymbolCount) { BodyField = grammar.Field("body") };
    }

    /// <exception cref="FormatException">Names the file, the line and what is wrong.</exception>
    public static PatternSet Compile(Grammar grammar, string query, string source)
    {
        var compiler = new PatternCompiler(grammar, source);
        compiler.FillNodeTypes();
        foreach (var pattern in QueryParser.Parse(query, source))
        {
            foreach (var root in ChoiceExpansion.Expand(pattern.Root))
            {
                compiler.Add(root, pattern.Predicates);
            }
        }

        compiler._set.Complete();
        return compiler._set;
    }

    private void FillNodeTypes()
    {
        for (var symbol = 1; symbol < _grammar.SymbolCount; symbol++)
        {
            var name = _grammar.SymbolName((ushort)symbol);
            if (_grammar.IsNamed((ushort)symbol))
            {
                _set.Traits[symbol] |= NodeTraits.Named;
            }
            else if (name.Length < byte.MaxValue && _grammar.Symbol(name, isNamed: false) != 0)
            {
                _set.TokenLengths[symbol] = (byte)System.Text.Encoding.UTF8.GetByteCount(name);
            }
        }
    }

    private void Add(QueryNode root, IReadOnlyList<QueryPredicate> predicates)
    {
        _customCaptures = [];
        var way = WayToFocus(root) ?? throw Error(root.Line, "no focus capture such as @definition.class or @reference.call");
        var focus = way[^1];
        var (role, value) = RoleOf(focus);
        _descent = _conditions.DescentOf(predicates);
        _predicates = [.. predicates.Where(PredicateCompiler.IsText).Select(TextPredicateOf)];
        var path = new PathStep[way.Count];
        for (var i = 0; i < way.Count; i++)
        {
            var onWay = i + 1 < way.Count ? way[i + 1] : null;
            path[way.Count - 1 - i] = Step(way[i], onWay);
        }

        Register(new Pattern(role, value, path, _predicates, _conditions.AncestorsOf(predicates), _descent, OptionsOf(predicates, path, focus), _conditions.BodyBehindOf(predicates), PredicateCompiler.EmbedsOf(predicates), focus.Line));
    }

    private PatternOptions OptionsOf(IReadOnlyList<QueryPredicate> predicates, PathStep[] path, QueryNode focus)
    {
        var hasReceiver = path.Any(s => s.Sides.Any(c => c.Slot == CaptureSlot.Receiver));
        var options = hasReceiver ? PatternOptions.Member : PatternOptions.None;
        options |= focus.Captures.Contains("local") ? PatternOptions.Local : PatternOptions.None;
        foreach (var directive in predicates.Where(p => p.Name == "set!"))
        {
            options |= directive.Values switch
            {
                ["member"] => PatternOptions.Member,
                ["rest"] => PatternOptions.Rest,
                ["tail"] => PatternOptions.Tail,
                ["whole"] => PatternOptions.Whole,
                ["line"] => PatternOptions.Line,
                ["top"] => PatternOptions.Top,
                ["nonlocal"] => PatternOptions.Nonlocal,
                ["sibling"] => PatternOptions.Sibling,
                ["unquoted"] => PatternOptions.Unquoted,
                ["sigil"] => PatternOptions.Sigil,
                ["assigned"] => PatternOptions.Assigned,
                ["heading"] => PatternOptions.Heading | PatternOptions.Rest,
                _ => throw Error(directive.Line, "#set! takes member, rest, tail, whole, line, top, nonlocal, sibling, unquoted, sigil, assigned or heading"),
            };
        }

        return options;
    }

    private TextPredicate TextPredicateOf(QueryPredicate predicate) =>
        _conditions.TextOf(predicate, SlotOf(predicate.Capture ?? throw Error(predicate.Line, "a predicate needs a capture"), predicate.Line));

    private void Register(Pattern pattern)
    {
        var symbols = pattern.Path[0].Symbols.Length > 0 ? pattern.Path[0].Symbols : AllNamed();
        foreach (var symbol in symbols)
        {
            RegisterAt(symbol, pattern);
        }

        foreach (var step in pattern.Path.Where(s => s.Field != 0))
        {
            foreach (var symbol in step.Symbols.Length > 0 ? step.Symbols : AllNamed())
            {
                _set.Traits[symbol] |= NodeTraits.Field;
            }
        }
    }

    private void RegisterAt(ushort symbol, Pattern pattern)
    {
        switch (pattern.Role)
        {
            case PatternRole.Definition:
                _set.Definitions.Add(symbol, pattern);
                _set.Traits[symbol] |= NodeTraits.Definition;
                break;
            case PatternRole.Flag:
                _set.Flags.Add(symbol, pattern);
                break;
            case PatternRole.Scope:
                _set.Traits[symbol] |= NodeTraits.Scope;
                break;
            case PatternRole.BlockScope:
                _set.Traits[symbol] |= NodeTraits.Scope | NodeTraits.BlockScope;
                break;
            case PatternRole.LateScope:
                _set.Traits[symbol] |= NodeTraits.Scope | NodeTraits.LateScope;
                break;
            case PatternRole.TypeScope:
                _set.Traits[symbol] |= NodeTraits.Scope | NodeTraits.TypeScope;
                break;
            case PatternRole.Comment:
                _set.Traits[symbol] |= NodeTraits.Comment;
                break;
            case PatternRole.SignatureSkip:
                _set.Traits[symbol] |= NodeTraits.SignatureSkip;
                break;
            default:
                _set.Leaves.Add(symbol, pattern);
                _set.Traits[symbol] |= NodeTraits.Leaf;
                break;
        }
    }

    private ushort[] AllNamed() =>
        [.. Enumerable.Range(1, _grammar.SymbolCount - 1).Where(s => (_set.Traits[s] & NodeTraits.Named) != 0).Select(s => (ushort)s)];

    private static List<QueryNode>? WayToFocus(QueryNode node)
    {
        if (node.Captures.Any(IsFocus))
        {
            return [node];
        }

        foreach (var child in node.Children)
        {
            if (WayToFocus(child) is { } way)
            {
                way.Insert(0, node);
                return way;
            }
        }

        return null;
    }

    internal static bool IsFocus(string capture) =>
        capture is "import" or "local" or "local.type" or "local.hoisted" or "local.outer" or "words" or "words.braces" or "words.dollar" or "words.mustache" or "words.prose" or "embed" or "ignore" or "builtin"
            or "scope" or "scope.block" or "scope.types" or "scope.late" or "comment" or "signature.skip"
        || capture.StartsWith("definition.", StringComparison.Ordinal)
        || capture.StartsWith("reference.", StringComparison.Ordinal)
        || capture.StartsWith("flag.", StringComparison.Ordinal);

    private (PatternRole Role, byte Value) RoleOf(QueryNode focus)
    {
        var capture = focus.Captures.Where(IsFocus).OrderBy(c => c == "local").First();
        var rest = capture[(capture.IndexOf('.') + 1)..].Replace("_", "", StringComparison.Ordinal);
        return capture switch
        {
            "import" => (PatternRole.Import, 0),
            "local" => (PatternRole.Local, 0),
            "local.type" => (PatternRole.LocalType, 0),
            "local.hoisted" => (PatternRole.LocalHoisted, 0),
            "local.outer" => (PatternRole.LocalOuter, 0),
            "words" => (PatternRole.Words, 0),
            "words.braces" => (PatternRole.BracedWords, 0),
            "words.dollar" => (PatternRole.DollarWords, 0),
            "words.mustache" => (PatternRole.MustacheWords, 0),
            "words.prose" => (PatternRole.ProseWords, 0),
            "embed" => (PatternRole.Embed, 0),
            "ignore" => (PatternRole.Ignore, 0),
            "builtin" => (PatternRole.Builtin, 0),
            "scope" => (PatternRole.Scope, 0),
            "scope.block" => (PatternRole.BlockScope, 0),
            "scope.types" => (PatternRole.TypeScope, 0),
            "scope.late" => (PatternRole.LateScope, 0),
            "comment" => (PatternRole.Comment, 0),
            "signature.skip" => (PatternRole.SignatureSkip, 0),
            "definition.none" => (PatternRole.Definition, (byte)SymbolKind.Unknown),
            _ when capture.StartsWith("definition.", StringComparison.Ordinal) => (PatternRole.Definition, (byte)Value<SymbolKind>(rest, focus.Line)),
            _ when capture.StartsWith("flag.", StringComparison.Ordinal) => (PatternRole.Flag, (byte)Value<SymbolFlags>(rest, focus.Line)),
            _ => (PatternRole.Reference, (byte)Value<OccurrenceRole>(rest, focus.Line)),
        };
    }

    private T Value<T>(string name, int line)
        where T : struct, Enum =>
        Enum.TryParse<T>(name, ignoreCase: true, out var value) ? value : throw Error(line, $"'{name}' is no {typeof(T).Name}");

    private PathStep Step(QueryNode node, QueryNode? onWay)
    {
        var sides = node.Children.Where(c => c != onWay).Select(Side);
        var before = node.Children.TakeWhile(c => c != onWay).Count();
        return new PathStep(
            [.. SymbolsOf(node).Select(_conditions.OnStack)], FieldOf(node), [.. sides], before, [.. node.AbsentFields.Select(f => FieldNamed(f, node.Line))], SlotOf(node), node.IsFirst);
    }

    private SidePattern Side(QueryNode node)
    {
        var slot = SlotOf(node);
        return new SidePattern(
            SymbolsOf(node), node.IsNamed || node.Choices.Count > 0, FieldOf(node), slot, node.IsOptional, node.IsFirst,
            [.. node.Children.Select(Side)], [.. node.AbsentFields.Select(f => FieldNamed(f, node.Line))],
            [.. _predicates.Where(p => p.Slot == slot && !node.IsOptional && !IsFoundLater(slot))]);
    }

    /// <summary>The name that a declarator is followed down to: its text is not that of the captured node.</summary>
    private bool IsFoundLater(CaptureSlot slot) => slot == CaptureSlot.Name && _descent is not null;

    private CaptureSlot SlotOf(QueryNode node)
    {
        var slots = node.Captures.Where(c => !IsFocus(c)).Select(c => SlotOf(c, node.Line)).ToList();
        return slots.Count switch
        {
            0 => CaptureSlot.None,
            1 => slots[0],
            _ => throw Error(node.Line, "one capture beside the focus capture is supported"),
        };
    }

    private CaptureSlot SlotOf(string capture, int line)
    {
        if (IsFocus(capture))
        {
            return CaptureSlot.Focus;
        }

        if (Enum.TryParse<CaptureSlot>(capture, ignoreCase: true, out var slot) && slot is >= CaptureSlot.Name and <= CaptureSlot.Level)
        {
            return slot;
        }

        var index = _customCaptures.IndexOf(capture);
        if (index < 0)
        {
            index = _customCaptures.Count;
            _customCaptures.Add(capture);
        }

        slot = CaptureSlot.FirstCustom + (sbyte)index;
        return slot < CaptureSlot.Count ? slot : throw Error(line, "too many captures");
    }

    private ushort[] SymbolsOf(QueryNode node)
    {
        if (node.Choices.Count > 0)
        {
            return [.. node.Choices.SelectMany(SymbolsOf)];
        }

        if (node.Type is null)
        {
            return [];
        }

        var symbol = _grammar.Symbol(node.Type, node.IsNamed);
        return symbol != 0 ? [symbol] : throw Error(node.Line, $"the grammar has no node '{node.Type}'");
    }

    private ushort FieldOf(QueryNode node) => node.Field is null ? (ushort)0 : FieldNamed(node.Field, node.Line);

    private ushort FieldNamed(string name, int line)
    {
        var field = _grammar.Field(name);
        return field != 0 ? field : throw Error(line, $"the grammar has no field '{name}'");
    }

    private FormatException Error(int line, string what) => new($"{_source}:{line}: {what}");
}
