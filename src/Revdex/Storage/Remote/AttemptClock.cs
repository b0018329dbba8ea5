namespace Revdex.Storage.Remote;

/// <summary>The patience for one attempt: its token fires when nothing moved for a while, or when the caller gives up.</summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly int _idleTimeoutMs;

    public AttemptClock(int idleTimeoutMs, CancellationToken caller)
    {
        (_idleTimeoutMs, _caller) = (idleTimeoutMs, caller);
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _source.CancelAfter(idleTimeoutMs);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The time is up, and it was not the caller who ended it.</summary>
    public bool IsOver => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Something moved: the patience starts anew. Safe from any thread, also after the end.</summary>
    public void Moved()
    {
        try
        {
            _source.CancelAfter(_idleTimeoutMs);
        }
        catch (ObjectDisposedException)
        {
            // A client that still reads a body whose request was given up.
        }
    }

    public void Dispose() => _source.Dispose();
}
