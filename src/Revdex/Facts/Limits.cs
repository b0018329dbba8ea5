namespace Revdex.Facts;

/// <summary>The bounds that facts keep, with their reasons. Part of the extractor's fingerprint.</summary>
public static class Limits
{
    /// <summary>Hand-written source is smaller; larger files are data and would dominate memory.</summary>
    public const int BlobSizeMaxBytes = 2 * 1024 * 1024;

    /// <summary>
    /// Of a document that text is made of: what its size is made of is pictures. The text itself is bounded as any file is; larger ones are scans and slide decks of photographs.
    /// </summary>
    public const int DocumentSizeMaxBytes = 32 * 1024 * 1024;

    /// <summary>
    /// Work of the parser for one blob, in the units that runtime.c counts, not time: a busy machine must not make other facts. Code takes 3 to 8
    /// units a byte, so the largest allowed blob stays below 16 million; this is one to two seconds of a hostile one.
    /// </summary>
    public const long ParseWorkMax = 64_000_000;

    /// <summary>Of one parse with its tree. Code takes up to 40 bytes a byte, the largest allowed blob less than 100 MiB.</summary>
    public const long ParseMemoryMaxBytes = 512L * 1024 * 1024;

    /// <summary>Of the parse of a piece within a file, beside that of the file.</summary>
    public const long PieceMemoryMaxBytes = 128L * 1024 * 1024;

    /// <summary>Identifiers longer than this are data; segments refuse longer keys.</summary>
    public const int NameMaxBytes = 512;

    /// <summary>Enough for a long parameter list; a signature is read by people and paid for in tokens.</summary>
    public const int SignatureMaxBytes = 400;

    /// <summary>The first paragraph of a doc comment, cut here.</summary>
    public const int DocMaxBytes = 400;

    /// <summary>Symbols of one blob; a file with more is generated.</summary>
    public const int SymbolsMax = 100_000;
}
