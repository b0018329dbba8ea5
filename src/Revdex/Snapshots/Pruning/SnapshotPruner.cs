using System.Diagnostics;
using Revdex.Storage;

namespace Revdex.Snapshots.Pruning;

/// <summary>
/// Deletes from a store the snapshots that a policy does not keep, and the objects that no manifest names any more. Publishers and readers go on
/// meanwhile: see <see cref="PruneWatch"/>. Killed at any point it leaves whole snapshots, and the next prune does the rest. One piece of work at a time.
/// </summary>
/// <param name="report">Told one line for each damaged snapshot.</param>
public sealed class SnapshotPruner(IObjectStore store, RetentionPolicy policy, RetainedCommits commits, IProgress<WorkProgress>? progress = null, Action<string>? report = null)
{
    private const int DeleteParallelism = 16;

    /// <summary>Publishers that began before a prune did have ended long before its markers go.</summary>
    private static readonly TimeSpan MarkerLifetime = TimeSpan.FromDays(2);

    private readonly PruneMarkers _markers = new(store);
    private readonly ManifestInventory _manifests = new(store, progress);
    private readonly SnapshotJudge _judge = new(policy, commits);
    private readonly PruneTally _tally = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <exception cref="RevdexException">git or the store fails.</exception>
    public async Task<PruneResult> PruneAsync(bool isDryRun = false, CancellationToken cancellationToken = default)
    {
        if (!store.CanList)
        {
            throw new RevdexException($"store {store.Name} can only be read: prune it where it is written to", ExitCode.Usage);
        }

        // What is read now need not be read between a run's start and its plan, while publishers may have to wait.
        await _manifests.LookAsync(cancellationToken).ConfigureAwait(false);
        if (isDryRun)
        {
            await TryAsync(Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            return _tally.Result(store.Name, isDryRun: true);
        }

        while (await RunAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        return _tally.Result(store.Name, isDryRun: false);
    }

    /// <summary>Counts what would be done.</summary>
    private async Task TryAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (manifests, proposed) = await _manifests.LookAsync(cancellationToken).ConfigureAwait(false);
        var verdicts = _judge.Judge(manifests, now);
        _tally.NoteVerdicts(verdicts);
        var kept = verdicts.Where(v => SnapshotJudge.IsKept(v.Value)).Select(v => v.Key).ToList();
        var objects = await ObjectsAsync(kept, proposed, now, cancellationToken).ConfigureAwait(false);
        _tally.NoteObjects(objects);
        objects.Garbage.ForEach(o => _tally.NoteDeleted(o.SizeBytes));
        foreach (var broken in await BrokenAsync(objects, kept, now, cancellationToken).ConfigureAwait(false))
        {
            _tally.NoteBroken(broken);
        }
    }

    /// <summary>One run, and whether there is more to delete than it may.</summary>
    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var id = await _markers.StartAsync(Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        try
        {
            var runs = await _markers.RunsAsync(cancellationToken).ConfigureAwait(false);
            var now = runs.FirstOrDefault(r => r.Id == id)?.StartedAt
                ?? throw new RevdexException($"store {store.Name}: what was just put is not listed, so that nothing can be deleted safely", ExitCode.Store);
            var hasMore = await DeleteAsync(id, now, clock, cancellationToken).ConfigureAwait(false);
            foreach (var old in runs.Where(r => now - r.StartedAt > MarkerLifetime))
            {
                await _markers.RemoveAsync(old.Id, cancellationToken).ConfigureAwait(false);
            }

            return hasMore;
        }
        finally
        {
            // Also after a failure: no delete is under way any more, and nobody needs to wait.
            await _markers.EndAsync(id, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <param name="now">When the run began, by the store's clock.</param>
    private async Task<bool> DeleteAsync(string id, DateTimeOffset now, Stopwatch clock, CancellationToken cancellationToken)
    {
        var (manifests, _) = await _manifests.LookAsync(cancellationToken).ConfigureAwait(false);
        var verdicts = _judge.Judge(manifests, now);
        _tally.NoteVerdicts(verdicts);
        await DeleteAsync([.. verdicts.Where(v => !SnapshotJudge.IsKept(v.Value)).Select(v => v.Key.Key)], clock, static _ => { }, cancellationToken).ConfigureAwait(false);

        // Again, after the start marker: who puts a manifest from now on sees the marker. Nobody finds those deleted above any more, to build upon them.
        var (left, proposed) = await _manifests.LookAsync(cancellationToken).ConfigureAwait(false);
        var objects = await ObjectsAsync(left, proposed, now, cancellationToken).ConfigureAwait(false);
        _tally.NoteObjects(objects);
        var plan = objects.Garbage.Take(PrunePlan.ObjectsMax).ToDictionary(o => o.Key, o => o.SizeBytes, StringComparer.Ordinal);
        var deleted = 0;
        if (plan.Count > 0)
        {
            await _markers.PlanAsync(id, PrunePlan.Of(plan.Keys), cancellationToken).ConfigureAwait(false);
            await DeleteAsync([.. plan.Keys], clock, Note, cancellationToken).ConfigureAwait(false);
        }

        foreach (var broken in await BrokenAsync(objects, left, now, cancellationToken).ConfigureAwait(false))
        {
            _tally.NoteBroken(broken);
            await store.DeleteAsync(broken.Key, cancellationToken).ConfigureAwait(false);
        }

        _tally.HintsDeleted += await DeleteHintsAsync(left, now, cancellationToken).ConfigureAwait(false);
        return deleted == 0 && plan.Count > 0
            ? throw new RevdexException($"store {store.Name}: listing it took {clock.Elapsed.TotalMinutes:0} minutes, too long to delete anything safely", ExitCode.Store)
            : deleted < objects.Garbage.Count;

        void Note(string key)
        {
            Interlocked.Increment(ref deleted);
            _tally.NoteDeleted(plan[key]);
        }
    }

    /// <summary>As far as the time allows.</summary>
    private async Task DeleteAsync(IReadOnlyCollection<string> keys, Stopwatch clock, Action<string> note, CancellationToken cancellationToken)
    {
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = DeleteParallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(keys.TakeWhile(_ => clock.Elapsed < PruneRun.DeletionTimeMax), options, async (key, ct) =>
        {
            await store.DeleteAsync(key, ct).ConfigureAwait(false);
            note(key);
            progress?.Report(new WorkProgress("delete", Interlocked.Increment(ref done), keys.Count, "objects"));
        }).ConfigureAwait(false);
    }

    private async Task<ObjectInventory> ObjectsAsync(
        IEnumerable<StoredManifest> kept, IReadOnlyList<StoredObject> proposed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var objects = new ObjectInventory(kept, now - policy.Grace);
        await foreach (var found in store.ListAsync(SnapshotKeys.Objects, cancellationToken).ConfigureAwait(false))
        {
            objects.Add(found);
        }

        foreach (var found in proposed)
        {
            objects.Add(found);
        }

        return objects;
    }

    /// <summary>Manifests that a reader cannot use: an object is not listed, and not there when asked for.</summary>
    private async Task<IReadOnlyList<StoredManifest>> BrokenAsync(
        ObjectInventory objects, IEnumerable<StoredManifest> kept, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var broken = new List<StoredManifest>();
        foreach (var (manifest, lacking) in objects.Lacking(kept.Where(m => m.Stored.ModifiedAt <= now - policy.Grace)))
        {
            var key = SnapshotKeys.Object(lacking);
            var isThere = await store.ExistsAsync(key, cancellationToken).ConfigureAwait(false)
                || (manifest.IsProposed && await store.ExistsAsync(manifest.Key[..manifest.Key.IndexOf("v1/", StringComparison.Ordinal)] + key, cancellationToken).ConfigureAwait(false));
            if (!isThere)
            {
                report?.Invoke($"store {store.Name}: manifest {manifest.Key} names object {lacking}, which is not there: publish the commit again");
                broken.Add(manifest);
            }
        }

        return broken;
    }

    /// <summary>Of branches whose last published commit has no snapshot any more.</summary>
    private async Task<int> DeleteHintsAsync(IReadOnlyList<StoredManifest> left, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var published = left.Select(m => m.Commit).ToHashSet();
        var useless = new List<string>();
        await foreach (var hint in store.ListAsync(SnapshotKeys.Branches, cancellationToken).ConfigureAwait(false))
        {
            if (hint.ModifiedAt <= now - policy.Grace && await CommitOfAsync(hint.Key, cancellationToken).ConfigureAwait(false) is { } commit && !published.Contains(commit))
            {
                useless.Add(hint.Key);
            }
        }

        foreach (var key in useless)
        {
            await store.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return useless.Count;
    }

    /// <summary>Whoever signed the hint; null where it cannot be read.</summary>
    private async Task<Git.Oid?> CommitOfAsync(string hint, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await store.ReadUpToAsync(hint, BranchHint.SizeMaxBytes, cancellationToken).ConfigureAwait(false);
            return bytes is null ? null : BranchHint.TryRead(ManifestSeal.None.Unwrap(ManifestSeal.HintType, bytes, hint).Payload)?.Commit;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
