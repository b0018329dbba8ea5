namespace Revdex.Extraction.Patterns;

/// <summary>
/// <c>(#name? @capture "value" …)</c>. Known: <c>eq?</c>, <c>not-eq?</c>, <c>any-of?</c>, <c>not-any-of?</c>, <c>match?</c>,
/// <c>not-match?</c> and the directive <c>set!</c>, whose first argument is then <see cref="Values"/>[0].
/// </summary>
internal sealed record QueryPredicate(string Name, string? Capture, IReadOnlyList<string> Values, int Line);
