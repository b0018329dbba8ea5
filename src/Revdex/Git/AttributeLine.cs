namespace Revdex.Git;

/// <summary>One line of a <c>.gitattributes</c>.</summary>
/// <param name="Pattern">Of the paths that it is about; null: <see cref="Macro"/>'s.</param>
/// <param name="Macro">The name that stands for all the values; null: the line is about paths.</param>
/// <param name="Values">In their order.</param>
internal sealed record AttributeLine(AttributePattern? Pattern, string? Macro, IReadOnlyList<(string Name, AttributeValue Value)> Values);
