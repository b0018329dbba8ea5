using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Snapshots.Pruning;

/// <summary>A manifest in a store, as far as pruning is concerned.</summary>
internal sealed record StoredManifest
{
    public required StoredObject Stored { get; init; }

    public string Key => Stored.Key;

    /// <summary>As the key has it; none where the key is no manifest's, and then it is nobody's to delete.</summary>
    public required Oid Commit { get; init; }

    public required bool IsProposed { get; init; }

    /// <summary>What it names, in whatever role.</summary>
    public required IReadOnlyList<ContentHash> Named { get; init; }

    /// <summary>Whether this version reads it; else <see cref="Named"/> is every hash in its bytes.</summary>
    public required bool IsReadable { get; init; }
}
