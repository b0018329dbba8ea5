using Revdex.Segments;

namespace Revdex.Scip;

/// <summary>
/// The part of a snapshot that has what compilers say (artifacts/FORMAT.md, "SCIP parts").
/// <list type="bullet"><item>1: first.</item></list>
/// </summary>
internal static class ScipFormat
{
    public const int Version = 1;

    /// <summary>Line, column, and the symbol's number with <see cref="DefinitionBit"/>.</summary>
    public const int OccurrenceBytes = 12;

    /// <summary>Where the symbol's text ends, where its occurrences end, and how many of these are definitions.</summary>
    public const int SymbolBytes = 12;

    public const uint DefinitionBit = 1u << 31;

    /// <summary>Count and length of object ids.</summary>
    public const int DocumentsHeadBytes = 8;

    /// <summary>Of a document's row, beside its object id: where its path ends, and where its occurrences end.</summary>
    public const int DocumentTailBytes = 8;

    public static SectionKind Documents { get; } = new(1, "documents");

    public static SectionKind Paths { get; } = new(2, "paths");

    public static SectionKind Occurrences { get; } = new(3, "occurrences");

    public static SectionKind Symbols { get; } = new(4, "symbols");

    public static SectionKind Texts { get; } = new(5, "texts");

    public static SectionKind BySymbol { get; } = new(6, "bysymbol");

    public static ContainerFormat File { get; } = new("RVDXSCP\0"u8, "SCIP part", Version, [Documents, Paths, Occurrences, Symbols, Texts, BySymbol]);
}
