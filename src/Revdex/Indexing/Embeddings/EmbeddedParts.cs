using Revdex.Snapshots;

namespace Revdex.Indexing.Embeddings;

/// <summary>What came of embedding a commit. Disposing lets clean-up have the files, should no entry name them.</summary>
/// <param name="Parts">All of the commit's vectors, and their model where it goes along.</param>
internal sealed record EmbeddedParts(IReadOnlyList<ManifestPart> Parts, EmbedCounts Counts, IReadOnlyList<IDisposable> Held) : IDisposable
{
    public void Dispose()
    {
        foreach (var held in Held)
        {
            held.Dispose();
        }
    }
}
