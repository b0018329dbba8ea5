using Revdex.Segments;

namespace Revdex.Snapshots;

/// <summary>One of the segments that cover a commit, by its blobs table: its facts can be far away.</summary>
public readonly record struct CoveringSegment(ManifestSegment Entry, BlobsTable Blobs);
