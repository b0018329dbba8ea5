using System.Collections.Concurrent;
using Revdex.Git;
using Revdex.Storage;
using Revdex.Trust;

namespace Revdex.Snapshots.Pruning;

/// <summary>All manifests of a store, those of pull requests too. Looking again reads only what is new.</summary>
internal sealed class ManifestInventory(IObjectStore store, IProgress<WorkProgress>? progress)
{
    private const int ReadParallelism = 16;

    private readonly ConcurrentDictionary<StoredObject, StoredManifest> _read = new();

    /// <summary>The manifests, and the other objects that pull requests' jobs put.</summary>
    public async Task<(IReadOnlyList<StoredManifest> Manifests, IReadOnlyList<StoredObject> ProposedObjects)> LookAsync(CancellationToken cancellationToken)
    {
        var (manifests, proposed) = (new List<StoredObject>(), new List<StoredObject>());
        await foreach (var found in store.ListAsync(SnapshotKeys.Commits, cancellationToken).ConfigureAwait(false))
        {
            manifests.Add(found);
        }

        await foreach (var found in store.ListAsync(SnapshotKeys.PullRequests, cancellationToken).ConfigureAwait(false))
        {
            var isManifest = found.Key.Split('/') is [_, _, "v1", "commits", ..];
            (isManifest ? manifests : proposed).Add(found);
        }

        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = ReadParallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(manifests.Where(m => !_read.ContainsKey(m)), options, async (found, ct) =>
        {
            // Gone meanwhile: another prune, or a publisher that puts another in its place.
            if (await store.ReadUpToAsync(found.Key, Envelope.SizeMaxBytes, ct).ConfigureAwait(false) is { } bytes)
            {
                _read[found] = Of(found, bytes);
            }

            progress?.Report(new WorkProgress("read manifests", Interlocked.Increment(ref done), manifests.Count, "objects"));
        }).ConfigureAwait(false);
        return ([.. manifests.Select(_read.GetValueOrDefault).OfType<StoredManifest>()], proposed);
    }

    private static StoredManifest Of(StoredObject found, byte[] bytes)
    {
        var (named, isReadable) = NamedHashes.Of(bytes, found.Key);
        return new StoredManifest
        {
            Stored = found,
            Commit = SnapshotKeys.CommitOf(found.Key) ?? default,
            IsProposed = found.Key.StartsWith(SnapshotKeys.PullRequests, StringComparison.Ordinal),
            Named = named,
            IsReadable = isReadable,
        };
    }
}
