using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>What a snapshot is wanted of.</summary>
public sealed record SnapshotTarget
{
    public required Oid Commit { get; init; }

    public required Oid Tree { get; init; }

    /// <summary>Of every language that the extractor knows.</summary>
    public FingerprintSet Fingerprints { get; init; } = FingerprintSet.Current;

    /// <summary>Every blob of the tree in a known language, each once, in any order.</summary>
    public required IReadOnlyList<BlobKey> Blobs { get; init; }
}
