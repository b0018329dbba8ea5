namespace Revdex.Query.Answers;

/// <summary>Something an answer was made from that may change, and what it was then.</summary>
/// <param name="Name">Of a file its path (<see cref="Git.GitPath.Display"/>), of a revision the text that names it; else empty.</param>
/// <param name="Value">See <see cref="DependencyKind"/>.</param>
internal readonly record struct Dependency(DependencyKind Kind, string Name, string Value);
