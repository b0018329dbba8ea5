namespace Revdex.Query;

/// <summary>The last report of work that others wait for. Safe for many threads.</summary>
internal sealed class LatestWork : IProgress<WorkProgress>
{
    private volatile object? _now;

    /// <summary>Null where no work is under way.</summary>
    public WorkProgress? Now => (WorkProgress?)_now;

    public void Report(WorkProgress value) => _now = value;

    public void End() => _now = null;
}
