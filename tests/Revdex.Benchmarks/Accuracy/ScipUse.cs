namespace Revdex.Benchmarks.Accuracy;

/// <summary>One occurrence of a SCIP index.</summary>
/// <param name="Symbol">As SCIP writes it; <c>local N</c> for what one file alone knows.</param>
internal readonly record struct ScipUse(UsePlace Place, string Symbol, bool IsDefinition);
