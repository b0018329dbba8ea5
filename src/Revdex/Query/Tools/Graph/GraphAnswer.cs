namespace Revdex.Query.Tools.Graph;

/// <summary>The rows of an answer, of all pages.</summary>
/// <param name="IsCut">There are more, which were not walked to.</param>
internal sealed record GraphAnswer(List<GraphRow> Rows, bool IsCut = false, string? Notice = null);
