namespace Revdex.Snapshots;

/// <summary>What <see cref="SnapshotBuilder"/> made. Disposing lets clean-up have the new segment, should no Final entry name it.</summary>
/// <param name="New">The segment that the snapshot has and the one it started from has not; null where there is none.</param>
public sealed record BuiltSnapshot(Manifest Manifest, CachedSegment? New) : IDisposable
{
    public void Dispose() => New?.Dispose();
}
