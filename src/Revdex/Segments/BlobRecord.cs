using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Segments;

/// <summary>What a segment says of one blob in one language.</summary>
public readonly struct BlobRecord
{
    public required Oid Oid { get; init; }

    /// <summary>Index in the segment's languages.</summary>
    public required int LanguageOrdinal { get; init; }

    public SkipReason Skip { get; init; }

    public bool HasParseErrors { get; init; }

    /// <summary>Of the blob; 0 where it was missing.</summary>
    public long SizeBytes { get; init; }

    public int SymbolCount { get; init; }

    public int OccurrenceCount { get; init; }

    /// <summary>Of the facts message, in the facts section.</summary>
    public long FactsOffset { get; init; }

    public int FactsLength { get; init; }
}
