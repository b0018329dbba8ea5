namespace Revdex.Benchmarks.Questions;

/// <summary>What is cloned where it is missing.</summary>
internal sealed record PinnedRepository(string Name, string Url, string Language, string Commit);
