using System.Text.RegularExpressions;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>How universal-ctags' list of one language is compared with ours.</summary>
/// <param name="Name">What ctags calls the language; every file is read as it, whatever its name ends with. Null: ctags decides.</param>
/// <param name="Rows">Which kinds of ours stand for which of its kinds.</param>
internal sealed record CtagsLanguage(string? Name, IReadOnlyList<KindRow> Rows)
{
    /// <summary>What of a name, of ours too, is compared: the first group. A name of ctags' that does not match is of a class that is not compared.</summary>
    public Regex? NamePattern { get; init; }

    /// <summary>The lines on which something is compared; null: all.</summary>
    public Regex? LinePattern { get; init; }

    /// <summary>The scopes, as ctags writes them, that are compared; null: all.</summary>
    public Regex? ScopePattern { get; init; }

    /// <summary>
    /// What we lack within these nodes of the grammar (<c>parent/node</c>) is not compared: comments, texts and samples of code, where ctags knows lines or words and no more, and what is local to a function, where it does not tell.
    /// </summary>
    public Regex? LeftOutWithin { get; init; }

    /// <summary>Each file is a module to it, at its first line.</summary>
    public bool ListsFiles { get; init; }

    /// <summary>False: the line that it tells is the body's, so that only files and names are compared.</summary>
    public bool TellsLine { get; init; } = true;

    /// <summary>Null: not compared.</summary>
    public string? Compared(string name) => NamePattern is null ? name : NamePattern.Match(name) is { Success: true } match ? match.Groups[1].Value : null;
}
