namespace Revdex.Facts;

/// <summary>The bounds that facts keep, with their reasons. Part of the extractor's fingerprint.</summary>
public static class Limits
{
    /// <summary>Hand-written source is smaller; larger files are data and would dominate memory.</summary>
    public const int BlobSizeMaxBytes = 2 * 1024 * 1024;

    /// <summary>A parse of the largest allowed blob takes 0.3 s; ten times that is a hostile or broken input.</summary>
    public const int ParseTimeoutMs = 2_000;

    /// <summary>Identifiers longer than this are data; segments refuse longer keys.</summary>
    public const int NameMaxBytes = 512;

    /// <summary>Enough for a long parameter list; a signature is read by people and paid for in tokens.</summary>
    public const int SignatureMaxBytes = 400;

    /// <summary>The first paragraph of a doc comment, cut here.</summary>
    public const int DocMaxBytes = 400;

    /// <summary>Symbols of one blob; a file with more is generated.</summary>
    public const int SymbolsMax = 100_000;
}
