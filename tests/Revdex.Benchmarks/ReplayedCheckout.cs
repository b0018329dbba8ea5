namespace Revdex.Benchmarks;

/// <summary>What somebody who checked out a commit with an empty cache got from the store.</summary>
/// <param name="Distance">Of the snapshot found, as <see cref="Revdex.Snapshots.SnapshotChoice"/> has it.</param>
/// <param name="Segments">0: no snapshot was found.</param>
/// <param name="Missing">Blobs that it left to extract.</param>
/// <param name="FewestMissing">Blobs that the best of all published trees lacks. Segments also hold blobs of earlier commits, so that fewer may be missing.</param>
internal sealed record ReplayedCheckout(int? Distance, int Segments, int Missing, int FewestMissing, long FindMs);
