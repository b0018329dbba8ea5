namespace Revdex.Extraction.Patterns;

/// <summary>A top-level pattern of a query file with its predicates.</summary>
internal sealed record QueryPattern(QueryNode Root, IReadOnlyList<QueryPredicate> Predicates);
