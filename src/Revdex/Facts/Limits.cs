namespace Revdex.Facts;

/// <summary>The bounds that facts keep, with their reasons. Part of the extractor's fingerprint.</summary>
public static class Limits
{
    /// <summary>Hand-written source is smaller; larger files are data and would dominate memory.</summary>
    public const int BlobSizeMaxBytes = 2 * 1024 * 1024;

    /// <summary>
    /// Steps of the parser for one blob, not time: a busy machine must not make other facts. Code takes 0.5 to 1.1 steps a byte, so the
    /// largest allowed blob stays below 2.3 million; this is two to five seconds of a hostile one.
    /// </summary>
    public const int ParseStepsMax = 4_000_000;

    /// <summary>Identifiers longer than this are data; segments refuse longer keys.</summary>
    public const int NameMaxBytes = 512;

    /// <summary>Enough for a long parameter list; a signature is read by people and paid for in tokens.</summary>
    public const int SignatureMaxBytes = 400;

    /// <summary>The first paragraph of a doc comment, cut here.</summary>
    public const int DocMaxBytes = 400;

    /// <summary>Symbols of one blob; a file with more is generated.</summary>
    public const int SymbolsMax = 100_000;
}
