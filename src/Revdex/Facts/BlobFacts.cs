using Revdex.Git;

namespace Revdex.Facts;

/// <summary>
/// Everything derived from one blob in one language, in the form a segment stores: the facts message and, for each posting
/// table, this blob's groups. Made by the extractor, moved through the worker's pipe as bytes, copied into segments unchanged.
/// </summary>
public sealed class BlobFacts
{
    public required Oid Oid { get; init; }

    /// <summary><see cref="Extraction.Language.Id"/>.</summary>
    public required string LanguageId { get; init; }

    public SkipReason Skip { get; init; }

    public bool HasParseErrors { get; init; }

    /// <summary>Of the blob; 0 where it is missing.</summary>
    public long SizeBytes { get; init; }

    public int SymbolCount { get; init; }

    public int OccurrenceCount { get; init; }

    /// <summary>The MessagePack message (FORMAT.md, "facts"); empty for a skipped blob.</summary>
    public ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>
    /// One buffer for each <see cref="Segments.TableKind"/> in order: groups <c>varint keyLength, key, varint runLength, run</c>,
    /// keys strictly ascending by bytes. Empty for a skipped blob.
    /// </summary>
    public ReadOnlyMemory<byte>[] Groups { get; init; } = [default, default, default, default, default];

    /// <summary>The entry of a blob that has no facts, so that nobody tries it again.</summary>
    public static BlobFacts Skipped(Oid oid, string languageId, SkipReason reason, long sizeBytes) =>
        new() { Oid = oid, LanguageId = languageId, Skip = reason, SizeBytes = sizeBytes };
}
