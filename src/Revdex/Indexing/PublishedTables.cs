using Revdex.Git;
using Revdex.Query.Answers;
using Revdex.Snapshots;
using Revdex.Tables;
using Revdex.Trust;

namespace Revdex.Indexing;

/// <summary>The Parquet tables that are published beside a snapshot: four for each segment, and the commit's tree.</summary>
public static class PublishedTables
{
    public static PublishHooks Hooks(GitRepository repository) => new()
    {
        SegmentTables = static (segment, folder, cancellationToken) => ParquetWriter.WriteAsync(
            segment.Segment, segment.Id.ToString(), Directory.CreateDirectory(Path.Combine(folder, segment.Id.ToString())).FullName, cancellationToken),
        CommitTables = (request, cancellationToken) => TreeTables.WriteAsync(repository, request, cancellationToken),
    };

    /// <summary>The same with the answers that the cache keeps of the commit.</summary>
    /// <param name="trust">What the publisher vouches for.</param>
    public static PublishHooks WithAnswers(this PublishHooks hooks, TrustPolicy trust) =>
        hooks with { Answers = (cache, commit) => PublishedAnswers.Pack(cache, commit, trust) };
}
