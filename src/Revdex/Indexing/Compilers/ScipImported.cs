using Revdex.Snapshots;

namespace Revdex.Indexing.Compilers;

/// <summary>What came of SCIP indexes.</summary>
/// <param name="Part">In the cache; to be disposed.</param>
internal sealed record ScipImported(CachedSegment Part, ScipCounts Counts) : IDisposable
{
    public void Dispose() => Part.Dispose();
}
