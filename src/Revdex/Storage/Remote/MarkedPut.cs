namespace Revdex.Storage.Remote;

/// <summary>
/// Putting an object if absent, though an answer may get lost: then the next attempt finds an object, and the mark tells whether it is our
/// own. So of racing writers one is told that it won, whatever the network does.
/// </summary>
internal sealed class MarkedPut(IBucket bucket, string key)
{
    private bool _mayBeOurs;

    public string Mark { get; } = Guid.NewGuid().ToString("n");

    /// <param name="put">Sends the object, or completes its parts; false where one is there.</param>
    public async Task<bool> TryAsync(Func<Task<bool>> put, AttemptClock clock)
    {
        try
        {
            if (await put().ConfigureAwait(false))
            {
                return true;
            }
        }
        catch
        {
            // Not every failure leaves this open, but whoever asks once too often loses nothing.
            var isAgain = _mayBeOurs;
            _mayBeOurs = true;
            if (isAgain && !clock.Token.IsCancellationRequested && await IsOursAsync(clock).ConfigureAwait(false))
            {
                return true;
            }

            throw;
        }

        return _mayBeOurs && await IsOursAsync(clock).ConfigureAwait(false);
    }

    private async Task<bool> IsOursAsync(AttemptClock clock) => await bucket.MarkOfAsync(key, clock.Token).ConfigureAwait(false) == Mark;
}
