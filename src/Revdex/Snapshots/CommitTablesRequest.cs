using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>Which commit tables are wanted of, and what is published already that they can build upon.</summary>
/// <param name="Segments">They cover the commit.</param>
/// <param name="Upon">The snapshot that the commit's is built upon; null: none. The repository may lack its commit.</param>
/// <param name="UponSegments">They cover that one.</param>
/// <param name="Folder">For the files; deleted afterwards.</param>
public sealed record CommitTablesRequest(
    Oid Commit, FingerprintSet Fingerprints, IReadOnlyList<CoveringSegment> Segments, Manifest? Upon, IReadOnlyList<CoveringSegment> UponSegments, string Folder);
