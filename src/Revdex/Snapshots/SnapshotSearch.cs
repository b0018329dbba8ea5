namespace Revdex.Snapshots;

/// <summary>What a snapshot is looked for.</summary>
public enum SnapshotSearch
{
    /// <summary>To answer from: its segments must come here, those of the cache are here already.</summary>
    ToRead,

    /// <summary>To publish upon: it must be in the store, and only its blobs tables must come here.</summary>
    ToExtend,
}
