namespace Revdex.Facts;

/// <summary>Why a blob has no facts. A skipped blob still has an entry, so that nobody tries it again.</summary>
public enum SkipReason : byte
{
    None = 0,

    /// <summary>Over <see cref="Limits.BlobSizeMaxBytes"/>, or <see cref="Limits.DocumentSizeMaxBytes"/>.</summary>
    TooLarge = 1,

    /// <summary>A NUL byte near the start.</summary>
    Binary = 2,

    /// <summary>Machine-made lines of great length.</summary>
    Minified = 3,

    /// <summary>The parse took more work than <see cref="Limits.ParseWorkMax"/>, or the parser hung.</summary>
    Timeout = 4,

    /// <summary>The native parser ended its process.</summary>
    ParserCrashed = 5,

    /// <summary>The file says that a tool wrote it.</summary>
    Generated = 6,

    /// <summary>The repository lacks the object (partial clone, damage).</summary>
    Missing = 7,

    /// <summary>The parse took more memory than <see cref="Limits.ParseMemoryMaxBytes"/>.</summary>
    OutOfMemory = 8,

    /// <summary>A document that is not what its name says, damaged, or locked by a password.</summary>
    Unreadable = 9,
}
