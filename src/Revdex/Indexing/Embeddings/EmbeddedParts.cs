using Revdex.Snapshots;

namespace Revdex.Indexing.Embeddings;

/// <summary>What came of embedding a commit. Disposing lets clean-up have the files, should no entry name them.</summary>
/// <param name="Parts">All of the commit's vectors, and their model where it goes along.</param>
/// <param name="Forget">Forgets the checkpoints; to be called once an entry names the parts.</param>
internal sealed record EmbeddedParts(IReadOnlyList<ManifestPart> Parts, EmbedCounts Counts, IReadOnlyList<IDisposable> Held, Action Forget) : IDisposable
{
    public void Dispose()
    {
        foreach (var held in Held)
        {
            held.Dispose();
        }
    }
}
