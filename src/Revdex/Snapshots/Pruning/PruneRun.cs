namespace Revdex.Snapshots.Pruning;

/// <summary>One prune, as its markers in the store tell.</summary>
/// <param name="StartedAt">By the store's clock.</param>
/// <param name="HasPlan">Whether it said what it deletes; before that it deletes no object.</param>
internal sealed record PruneRun(string Id, DateTimeOffset StartedAt, bool HasPlan, bool IsDone)
{
    /// <summary>A prune deletes nothing later than this after its start, by its own clock. What is left is for the next.</summary>
    public static readonly TimeSpan DeletionTimeMax = TimeSpan.FromMinutes(10);

    /// <summary>After this, one that is not done was killed: the difference is for requests under way and for clocks that are wrong.</summary>
    public static readonly TimeSpan LifetimeMax = TimeSpan.FromMinutes(20);

    public bool IsOver(DateTimeOffset now) => IsDone || now - StartedAt > LifetimeMax;
}
