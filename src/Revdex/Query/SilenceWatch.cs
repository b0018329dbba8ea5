namespace Revdex.Query;

/// <summary>Tells when work that reports its progress has not done so for a while.</summary>
internal sealed class SilenceWatch : IProgress<WorkProgress>, IDisposable
{
    private readonly CancellationTokenSource _timer = new();
    private readonly TaskCompletionSource _fellSilent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _silenceMs;
    private readonly IProgress<WorkProgress> _next;

    /// <param name="next">Gets every report too.</param>
    public SilenceWatch(int silenceMs, IProgress<WorkProgress> next)
    {
        (_silenceMs, _next) = (silenceMs, next);
        _timer.Token.Register(() => _fellSilent.TrySetResult());
        _timer.CancelAfter(silenceMs);
    }

    /// <summary>Ends with the first silence.</summary>
    public Task FellSilent => _fellSilent.Task;

    /// <summary>Safe from any thread, also after the end.</summary>
    public void Report(WorkProgress value)
    {
        _next.Report(value);
        try
        {
            _timer.CancelAfter(_silenceMs);
        }
        catch (ObjectDisposedException)
        {
            // Nobody listens any more.
        }
    }

    public void Dispose() => _timer.Dispose();
}
