using Revdex.Extraction.Documents;
using Revdex.Extraction.Masking;
using Revdex.Facts;

namespace Revdex.Extraction;

/// <summary>One entry of queries/languages.json with its query. Immutable and shared; native parts are loaded on first use elsewhere.</summary>
public sealed class Language
{
    /// <summary>Short stable name such as <c>csharp</c>: what facts are keyed by and what users type.</summary>
    public required string Id { get; init; }

    /// <summary>As people write it: <c>C#</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The language whose grammar reads it: its own id, but for documents that are read as Markdown.</summary>
    public string GrammarId
    {
        get => field ?? Id;
        init;
    }

    /// <summary>The grammar's entry point, <c>tree_sitter_c_sharp</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>npm package and version the grammar comes from.</summary>
    public required string Package { get; init; }

    /// <summary>Text of queries/ID.scm; empty where there is none yet.</summary>
    public required string Query { get; init; }

    public IReadOnlyList<string> Extensions { get; init; } = [];

    public IReadOnlyList<string> FileNames { get; init; } = [];

    /// <summary>Programs that run its scripts, without version.</summary>
    public IReadOnlyList<string> Interpreters { get; init; } = [];

    /// <summary>Names that Linguist and editors have for it, besides id, name, extensions and interpreters; blanks are dashes.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What its symbols do not cover is worth finding by its words: of scripts, pages, documents; of other code that is imports and licences.</summary>
    public bool IsText { get; init; }

    /// <summary>Its files are written to be read, not to be run.</summary>
    public bool IsDocument { get; init; }

    /// <summary>What its files are turned into before they are parsed.</summary>
    internal DocumentForm Form { get; init; }

    /// <summary>The language that reads it where its text is plainly of that one (<see cref="CppText"/>); null for none.</summary>
    internal string? Superset { get; init; }

    /// <summary>Larger files have no facts (<see cref="SkipReason.TooLarge"/>).</summary>
    public int SizeMaxBytes => BlobScreening.SizeMaxBytes(Form);

    /// <summary>What the parser is shown of words that its grammar wrongly takes for keywords.</summary>
    internal NameMask Mask { get; init; } = NameMask.Of(null);

    /// <summary>What of its code the parser is not shown.</summary>
    internal CodeMask CodeMask { get; init; }

    /// <summary>32 hexadecimal digits over grammar version, query text, facts format and options: facts of another fingerprint are not ours.</summary>
    public required string Fingerprint { get; init; }

    public override string ToString() => Id;
}
