using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Snapshots.Pruning;

/// <summary>What is to become of the snapshots of a store, by policy and clone.</summary>
internal sealed class SnapshotJudge(RetentionPolicy policy, RetainedCommits commits)
{
    public static bool IsKept(Retention retention) => retention is not (Retention.Superseded or Retention.Expired);

    /// <param name="now">By the store's clock.</param>
    public IReadOnlyDictionary<StoredManifest, Retention> Judge(IReadOnlyCollection<StoredManifest> manifests, DateTimeOffset now)
    {
        var known = commits.Known(manifests.Where(m => !m.Commit.IsNone).Select(m => m.Commit));
        return manifests.ToDictionary(m => m, m => Of(m, now, known));
    }

    private Retention Of(StoredManifest manifest, DateTimeOffset now, IReadOnlySet<Oid> known) => manifest switch
    {
        { Commit.IsNone: true } => Retention.Unknown, // Under a key that is no manifest's: somebody else's.
        { IsProposed: false } when commits.IsNamed(manifest.Commit) => Retention.Named,
        { IsProposed: false } when commits.IsAmongLast(manifest.Commit) => Retention.Last,
        _ when now - manifest.Stored.ModifiedAt < policy.Age => Retention.Recent,
        { IsProposed: true } => Retention.Expired,
        _ when known.Contains(manifest.Commit) => Retention.Superseded,
        _ => policy.DeletesUnknown ? Retention.Expired : Retention.Unknown,
    };
}
