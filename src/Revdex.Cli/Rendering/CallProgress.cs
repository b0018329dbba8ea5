namespace Revdex.Cli.Rendering;

/// <summary>
/// Thins out how far a call of a tool is to what its client or user wants to hear: a few times a second, nothing of a call that is answered sooner, and, as the protocol
/// demands, each time more than before, over all stages. Safe for many threads.
/// </summary>
/// <param name="tell">Given what was done, what there is to do (null: not known) and a line to show; by one thread at a time.</param>
internal sealed class CallProgress(Action<long, long?, string> tell, TimeProvider time) : IProgress<WorkProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private long _toldAt = time.GetTimestamp();
    private string _stage = "";
    private long _earlierStages;
    private long _told = -1;
    private bool _isOver;

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            if (_isOver || time.GetElapsedTime(_toldAt) < Interval)
            {
                return;
            }

            if (value.Stage != _stage)
            {
                (_stage, _earlierStages) = (value.Stage, _told + 1);
            }

            if (_earlierStages + value.Done > _told)
            {
                (_told, _toldAt) = (_earlierStages + value.Done, time.GetTimestamp());
                tell(_told, value.Total > 0 ? _earlierStages + value.Total : null, ProgressDisplay.Line(value));
            }
        }
    }

    /// <summary>From now on nothing is told: the answer is on its way.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOver = true;
        }
    }
}
