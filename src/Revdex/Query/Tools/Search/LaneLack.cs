namespace Revdex.Query.Tools.Search;

/// <summary>A lane that could not run, or not on all there is.</summary>
/// <param name="Lane">As answers call it.</param>
/// <param name="Reason">Why, and what to do.</param>
public sealed record LaneLack(string Lane, string Reason);
