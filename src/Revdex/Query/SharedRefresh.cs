using Revdex.Query.Freshness;

namespace Revdex.Query;

/// <summary>
/// Refreshes a working tree for many questions at once: a question is served by any refresh that began after it was asked, so that
/// those who wait for one that takes long share the next.
/// </summary>
/// <param name="takeOver">Given the state before (null: none) and the new one, whenever it is another.</param>
internal sealed class SharedRefresh(WorkTree tree, Action<WorkTreeState?, WorkTreeState> takeOver) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private WorkTreeState? _state;
    private long _begun;
    private long _done;

    public WorkTree Tree => tree;

    /// <summary>The last state taken over; null before the first refresh.</summary>
    public WorkTreeState? State => Volatile.Read(ref _state);

    /// <exception cref="RevdexException">Git failed, or the working tree is gone.</exception>
    public async ValueTask<WorkTreeState> RunAsync(CancellationToken cancellationToken)
    {
        var asked = Volatile.Read(ref _begun);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _done > asked && _state is { } shared ? shared : Run(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        tree.Dispose();
    }

    private WorkTreeState Run(CancellationToken cancellationToken)
    {
        var number = Volatile.Read(ref _begun) + 1;
        Volatile.Write(ref _begun, number);
        var state = tree.Refresh(cancellationToken);
        if (!ReferenceEquals(state, _state))
        {
            takeOver(_state, state);
            _state = state;
        }

        _done = number;
        return state;
    }
}
