namespace Revdex.Benchmarks.Questions;

/// <summary>Where <see cref="GrepAgent"/> starts.</summary>
/// <param name="Pattern">Extended regular expression for <c>git grep</c>: shaped as a definition, or the words of something handled.</param>
/// <param name="Word">Name for <c>git grep -w</c>.</param>
/// <param name="Words">The names of the true chain, in order.</param>
/// <param name="Path">Folder that the question names.</param>
/// <param name="Base">Revision before a change, with <paramref name="Head"/> after it.</param>
/// <param name="History">File of the definition whose history is asked for: which of several hits is meant is told.</param>
internal sealed record BaselineStart(string? Pattern, string? Word, IReadOnlyList<string>? Words, string? Path, string? Base, string? Head, string? History);
