namespace Revdex.Storage.Remote;

/// <summary>The bytes of one object or part, for as many requests as it takes to send them.</summary>
/// <param name="sent">Told how many bytes more went out than ever before: what is sent again is not counted again.</param>
internal sealed class WatchedBody(ReadOnlyMemory<byte> bytes, Action<long>? sent)
{
    private int _farthest;

    /// <summary>For one request; those before it are over.</summary>
    public WatchedStream Open(AttemptClock clock) => new(bytes, position => Moved(position, clock));

    private void Moved(int position, AttemptClock clock)
    {
        clock.Moved();
        if (position > _farthest)
        {
            sent?.Invoke(position - _farthest);
            _farthest = position;
        }
    }
}
