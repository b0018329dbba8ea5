using System.Diagnostics;
using Revdex.Storage;

namespace Revdex.Snapshots.Pruning;

/// <summary>
/// A publisher's look-out for prunes. It takes objects for granted that it does not put: those of the snapshot that it builds upon, and those
/// that it finds present. A prune that began before the publisher's manifest was there may be deleting them.
/// </summary>
/// <remarks>
/// Why it is enough to look after the manifest was put: a prune lists manifests after its start marker. One whose marker is not there yet will see
/// the manifest; one whose marker is there says in its plan whether it deletes any of the objects.
/// </remarks>
internal sealed class PruneWatch
{
    /// <summary>Doubled each time: most prunes are over at once, and those of large stores take minutes.</summary>
    private static readonly TimeSpan PollIntervalMin = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan PollIntervalMax = TimeSpan.FromSeconds(5);

    private readonly IObjectStore _store;
    private readonly PruneMarkers _markers;
    private readonly TimeProvider _clock;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly HashSet<string> _before;
    private readonly Dictionary<string, PrunePlan> _plans = new(StringComparer.Ordinal);

    private PruneWatch(IObjectStore store, PruneMarkers markers, HashSet<string> before, TimeProvider clock, IProgress<WorkProgress>? progress) =>
        (_store, _markers, _before, _clock, _progress) = (store, markers, before, clock, progress);

    /// <summary>To be called before anything is read that is then relied upon.</summary>
    public static async Task<PruneWatch> StartAsync(IObjectStore store, TimeProvider clock, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var markers = new PruneMarkers(store);
        var over = (await markers.RunsAsync(cancellationToken).ConfigureAwait(false)).Where(r => r.IsOver(clock.GetUtcNow())).Select(r => r.Id);
        return new PruneWatch(store, markers, over.ToHashSet(StringComparer.Ordinal), clock, progress);
    }

    /// <summary>Whether all objects are there and no prune that has begun by now deletes any; waits for such as may. False: one is gone.</summary>
    /// <param name="objects">For each, the keys that it may have.</param>
    public async Task<bool> AreSafeAsync(IReadOnlyCollection<string[]> objects, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        for (var interval = PollIntervalMin; ; interval = interval < PollIntervalMax ? interval * 2 : PollIntervalMax)
        {
            var (isPending, endangered) = await LookAsync(objects, waited.Elapsed > PruneRun.LifetimeMax, cancellationToken).ConfigureAwait(false);
            if (!isPending)
            {
                return await AreThereAsync(endangered, cancellationToken).ConfigureAwait(false);
            }

            _progress?.Report(new WorkProgress("wait for a prune", 0, 0, "objects"));
            await Task.Delay(interval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a prune must be waited for, and what those that are over may have deleted.</summary>
    private async Task<(bool IsPending, List<string[]> Endangered)> LookAsync(IReadOnlyCollection<string[]> objects, bool isPatienceOver, CancellationToken cancellationToken)
    {
        var isPending = false;
        var endangered = new List<string[]>();
        foreach (var run in await _markers.RunsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_before.Contains(run.Id))
            {
                continue;
            }

            var isOver = isPatienceOver || run.IsOver(_clock.GetUtcNow());
            var planned = run.HasPlan ? await PlanOfAsync(run.Id, cancellationToken).ConfigureAwait(false) : null;
            var hit = planned is null ? [] : objects.Where(keys => keys.Any(planned.Names)).ToList();
            isPending |= !isOver && (planned is null || hit.Count > 0);
            endangered.AddRange(hit);
        }

        return (isPending, endangered);
    }

    private async Task<bool> AreThereAsync(List<string[]> objects, CancellationToken cancellationToken)
    {
        foreach (var keys in objects)
        {
            var isThere = false;
            foreach (var key in keys)
            {
                isThere = isThere || await _store.ExistsAsync(key, cancellationToken).ConfigureAwait(false);
            }

            if (!isThere)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<PrunePlan> PlanOfAsync(string id, CancellationToken cancellationToken)
    {
        if (!_plans.TryGetValue(id, out var plan))
        {
            _plans[id] = plan = await _markers.PlanOfAsync(id, cancellationToken).ConfigureAwait(false);
        }

        return plan;
    }
}
