using System.Globalization;
using System.Security.Cryptography;
using Revdex.Storage;

namespace Revdex.Snapshots.Pruning;

/// <summary>
/// What a prune leaves in the store for publishers (FORMAT.md, "Prunes"): <c>start</c>, then <c>plan</c>, the objects that it is going to delete, then
/// <c>done</c>. Every run has a name of its own, so that nothing is ever replaced.
/// </summary>
internal sealed class PruneMarkers(IObjectStore store)
{
    public const string Prefix = "v1/prunes/";

    private static readonly byte[] LineFeed = "\n"u8.ToArray();

    /// <summary>Begins a run and gives its name, which sorts by time.</summary>
    public async Task<string> StartAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        await PutAsync(id, "start", LineFeed, cancellationToken).ConfigureAwait(false);
        return id;
    }

    public Task PlanAsync(string id, PrunePlan plan, CancellationToken cancellationToken) => PutAsync(id, "plan", plan.Write(), cancellationToken);

    public Task EndAsync(string id, CancellationToken cancellationToken) => PutAsync(id, "done", LineFeed, cancellationToken);

    /// <summary>By name; none in a store that cannot be listed, and so neither be written to.</summary>
    public async Task<IReadOnlyList<PruneRun>> RunsAsync(CancellationToken cancellationToken)
    {
        var runs = new SortedDictionary<string, PruneRun>(StringComparer.Ordinal);
        if (!store.CanList)
        {
            return [];
        }

        await foreach (var marker in store.ListAsync(Prefix, cancellationToken).ConfigureAwait(false))
        {
            if (marker.Key.Split('/') is [_, _, var id, var word])
            {
                var run = runs.GetValueOrDefault(id) ?? new PruneRun(id, marker.ModifiedAt, HasPlan: false, IsDone: false);
                runs[id] = word switch
                {
                    "start" => run with { StartedAt = marker.ModifiedAt },
                    "plan" => run with { HasPlan = true },
                    "done" => run with { IsDone = true },
                    _ => run,
                };
            }
        }

        return [.. runs.Values];
    }

    /// <summary>What a run deletes; nothing where its markers are gone meanwhile, which happens long after its end.</summary>
    public async Task<PrunePlan> PlanOfAsync(string id, CancellationToken cancellationToken) =>
        PrunePlan.Read(await store.ReadUpToAsync(KeyOf(id, "plan"), PrunePlan.SizeMaxBytes, cancellationToken).ConfigureAwait(false) ?? []);

    /// <summary>The last one goes last: a run without its start counts as young, one that is done as done.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        foreach (var word in new[] { "plan", "start", "done" })
        {
            await store.DeleteAsync(KeyOf(id, word), cancellationToken).ConfigureAwait(false);
        }
    }

    private static string KeyOf(string id, string word) => $"{Prefix}{id}/{word}";

    private async Task PutAsync(string id, string word, byte[] bytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes, writable: false);
        await store.PutIfAbsentAsync(KeyOf(id, word), content, cancellationToken).ConfigureAwait(false);
    }
}
