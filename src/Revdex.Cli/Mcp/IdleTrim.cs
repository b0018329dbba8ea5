namespace Revdex.Cli.Mcp;

/// <summary>
/// Gives memory back to the system when a reader that has worked is left alone: agents ask in bursts and think for minutes, and a heap that has
/// grown is kept by the runtime otherwise. Calls are not counted: what they allocate tells.
/// </summary>
internal sealed class IdleTrim : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>Less than this between two looks is no work: the look itself, a save in a folder that nobody asks about.</summary>
    private const long QuietMaxBytes = 256 * 1024;

    /// <summary>What makes a blocking collection worth while.</summary>
    private const long WorthMinBytes = 16 * 1024 * 1024;

    private readonly Timer _timer;
    private long _seen;
    private long _trimmed;

    public IdleTrim() => _timer = new Timer(static trim => ((IdleTrim)trim!).Look(), this, Interval, Interval);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var isQuiet = allocated - _seen < QuietMaxBytes;
        _seen = allocated;
        if (isQuiet && allocated - _trimmed >= WorthMinBytes)
        {
            _trimmed = allocated;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
