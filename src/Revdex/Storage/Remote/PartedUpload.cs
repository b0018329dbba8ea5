namespace Revdex.Storage.Remote;

/// <summary>One object put in parts, some at once, each sent again by itself where it fails. Failed or cancelled, nothing of it is visible.</summary>
internal sealed class PartedUpload(IBucket bucket, string key, RequestPolicy policy, TransferLimits limits, Action<long>? sent)
{
    private const int AbortTimeoutMs = 5_000;

    private readonly MarkedPut _put = new(bucket, key);

    /// <summary>Up to so many bytes of content; fewer where it ends.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadPartAsync(Stream content, int sizeMaxBytes, CancellationToken cancellationToken)
    {
        var size = content.CanSeek ? Math.Clamp(content.Length - content.Position, 0, sizeMaxBytes) : sizeMaxBytes;
        var part = GC.AllocateUninitializedArray<byte>((int)size);
        var count = await content.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return part.AsMemory(0, count);
    }

    /// <param name="first">The first part.</param>
    /// <param name="rest">What comes after it.</param>
    public async Task<bool> RunAsync(ReadOnlyMemory<byte> first, Stream rest, CancellationToken cancellationToken)
    {
        var parts = await policy.RunAsync($"put {key}", clock => bucket.BeginPartsAsync(key, _put.Mark, clock.Token), cancellationToken).ConfigureAwait(false);
        try
        {
            var count = await PutPartsAsync(parts, first, rest, cancellationToken).ConfigureAwait(false);
            var isOurs = await policy.RunAsync(
                $"put {key}", clock => _put.TryAsync(() => parts.CompleteAsync(count, clock.Token), clock), cancellationToken).ConfigureAwait(false);
            return isOurs || await GiveUpAsync(parts).ConfigureAwait(false);
        }
        catch
        {
            await GiveUpAsync(parts).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<int> PutPartsAsync(IPartedPut parts, ReadOnlyMemory<byte> first, Stream rest, CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new List<Task>();
        var count = 0;
        try
        {
            for (var part = first; part.Length > 0; part = await ReadPartAsync(rest, limits.PartSizeBytes, failed.Token).ConfigureAwait(false))
            {
                underWay.Add(PutPartAsync(parts, ++count, part, failed.Token));
                if (underWay.Count == limits.PartsAtOnce)
                {
                    var done = await Task.WhenAny(underWay).ConfigureAwait(false);
                    underWay.Remove(done);
                    await done.ConfigureAwait(false);
                }
            }

            await Task.WhenAll(underWay).ConfigureAwait(false);
            return count;
        }
        catch
        {
            await failed.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private Task PutPartAsync(IPartedPut parts, int number, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var body = new WatchedBody(bytes, sent);
        return policy.RunAsync($"put {key}", Put, cancellationToken);

        async Task<bool> Put(AttemptClock clock)
        {
            await parts.PutAsync(number, body.Open(clock), clock.Token).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Also after cancelling, but not for long.</summary>
    private static async Task<bool> GiveUpAsync(IPartedPut parts)
    {
        using var timeout = new CancellationTokenSource(AbortTimeoutMs);
        await parts.AbortAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return false;
    }
}
