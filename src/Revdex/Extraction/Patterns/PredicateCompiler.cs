using Revdex.Native.TreeSitter;

namespace Revdex.Extraction.Patterns;

/// <summary>Makes conditions of a pattern's predicates, for one grammar.</summary>
internal sealed class PredicateCompiler(Grammar grammar, string source)
{
    /// <summary>A condition on a text, rather than a directive or one on nodes.</summary>
    public static bool IsText(QueryPredicate predicate) =>
        predicate.Name is not ("set!" or "descend!" or "body-behind!" or "embed!" or "child-of?" or "not-child-of?") && !IsOfAncestors(predicate);

    /// <exception cref="FormatException">The predicate is not known, or has no value.</exception>
    public TextPredicate TextOf(QueryPredicate predicate, CaptureSlot slot)
    {
        var isOfNeighbour = predicate.Name is "preceded-by?" or "not-preceded-by?" or "followed-by?" or "not-followed-by?";
        if (!isOfNeighbour && predicate.Name is not ("eq?" or "not-eq?" or "any-of?" or "not-any-of?" or "match?" or "not-match?"))
        {
            throw Error(predicate, "is not known");
        }

        var isTooLong = isOfNeighbour && predicate.Values.Any(v => v.Length > TextPredicate.NeighbourMaxBytes);
        return predicate.Values.Count > 0 && !isTooLong ? new TextPredicate(predicate, slot) : throw Error(predicate, "has no value, or one too long");
    }

    public AncestorPredicate[] AncestorsOf(IReadOnlyList<QueryPredicate> predicates) =>
        [.. predicates.Where(IsOfAncestors).Select(p => new AncestorPredicate(NodesOf(p, p.Values), p.Name == "has-ancestor?"))];

    /// <exception cref="FormatException">Without a field to follow, or not of the name.</exception>
    public NameDescent? DescentOf(IReadOnlyList<QueryPredicate> predicates)
    {
        var parent = predicates.FirstOrDefault(p => p.Name is "child-of?" or "not-child-of?");
        if (predicates.FirstOrDefault(p => p.Name == "descend!") is not { } descend)
        {
            return parent is null ? null : throw Error(parent, "goes with #descend!");
        }

        var fields = descend.Values.Select(grammar.Field).TakeWhile(f => f != 0).ToArray();
        return descend.Capture == "name" && fields.Length > 0
            ? new NameDescent(
                fields, NodesOf(descend, descend.Values.Skip(fields.Length)), parent is null ? [] : NodesOf(parent, parent.Values), parent?.Name == "child-of?")
            : throw Error(descend, "takes @name, fields and then nodes");
    }

    /// <summary>Null where no language is named, or a capture names it.</summary>
    public static string? EmbedsOf(IReadOnlyList<QueryPredicate> predicates) => predicates.FirstOrDefault(p => p.Name == "embed!")?.Values.Single();

    /// <summary>0 where the body is no sibling.</summary>
    public ushort BodyBehindOf(IReadOnlyList<QueryPredicate> predicates) =>
        predicates.FirstOrDefault(p => p.Name == "body-behind!") is { } behind ? NodesOf(behind, behind.Values).Single() : (ushort)0;

    /// <summary>An ERROR node has a number beyond the grammar's own; on the walk's stack it is 0.</summary>
    public ushort OnStack(ushort symbol) => symbol < grammar.SymbolCount ? symbol : (ushort)0;

    private static bool IsOfAncestors(QueryPredicate predicate) => predicate.Name is "has-ancestor?" or "not-has-ancestor?";

    private ushort[] NodesOf(QueryPredicate predicate, IEnumerable<string> names) =>
        [.. names.Select(name => grammar.Symbol(name, isNamed: true) is > 0 and var symbol
            ? OnStack(symbol)
            : throw Error(predicate, $"names '{name}', which the grammar has not"))];

    private FormatException Error(QueryPredicate predicate, string what) => new($"{source}:{predicate.Line}: #{predicate.Name} {what}");
}
