using System.Buffers;
using System.Runtime.CompilerServices;

namespace Revdex.Storage.Remote;

/// <summary>A store that is reached over the network: what is common to all kinds, on top of single requests.</summary>
internal sealed class RemoteStore(IBucket bucket, TransferLimits limits) : IObjectStore
{
    private const int CopyBytes = 64 * 1024;

    private readonly RequestPolicy _policy = new(bucket, limits);

    /// <summary>Null: not tried yet.</summary>
    private StrongBox<bool>? _hasRanges;

    public string Name => bucket.Name;

    public bool CanList => bucket.CanList;

    /// <summary>An ordinary line of 100 Mbit/s.</summary>
    public StoreSpeed Speed => new(BytesPerSecond: 12_500_000, LatencyMs: 50);

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken = default)
    {
        StoreKey.Check(key);
        var first = await _policy.RunAsync($"get {key}", clock => bucket.GetAsync(key, 0, null, null, clock.Token), cancellationToken).ConfigureAwait(false);
        return first is null ? null : new ResumingStream(bucket, key, first, _policy, limits);
    }

    public Task<ReadOnlyMemory<byte>?> GetRangeAsync(string key, long offset, int length, CancellationToken cancellationToken = default)
    {
        StoreKey.Check(key);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return _policy.RunAsync($"get {key}", clock => GetRangeOnceAsync(key, offset, length, clock), cancellationToken);
    }

    public async Task<bool> HasRangesAsync(string key, CancellationToken cancellationToken = default)
    {
        StoreKey.Check(key);
        return (_hasRanges ??= new(await _policy.RunAsync($"get {key}", TryAsync, cancellationToken).ConfigureAwait(false))).Value;

        async Task<bool> TryAsync(AttemptClock clock)
        {
            using var read = await bucket.GetAsync(key, 1, 1, null, clock.Token).ConfigureAwait(false);
            return read?.Offset == 1;
        }
    }

    /// <summary>Content is read part by part, each sent from memory: it may come from anywhere, and a part that failed is sent again.</summary>
    public async Task<bool> PutIfAbsentAsync(string key, Stream content, Action<long>? sent, CancellationToken cancellationToken)
    {
        StoreKey.Check(key);
        var first = await PartedUpload.ReadPartAsync(content, limits.PartSizeBytes, cancellationToken).ConfigureAwait(false);
        if (first.Length < limits.PartSizeBytes)
        {
            return await PutWholeAsync(key, first, ifAbsent: true, sent, cancellationToken).ConfigureAwait(false);
        }

        return !await ExistsAsync(key, cancellationToken).ConfigureAwait(false)
            && await new PartedUpload(bucket, key, _policy, limits, sent).RunAsync(first, content, cancellationToken).ConfigureAwait(false);
    }

    public Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        StoreKey.CheckMutable(key);
        return PutWholeAsync(key, bytes, ifAbsent: false, sent: null, cancellationToken);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StoreKey.CheckPrefix(prefix);
        string? after = null;
        do
        {
            var page = await _policy.RunAsync($"list {prefix}", clock => bucket.ListAsync(prefix, after, clock.Token), cancellationToken).ConfigureAwait(false);
            foreach (var found in page.Objects)
            {
                yield return found;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        StoreKey.Check(key);
        return _policy.RunAsync($"delete {key}", Delete, cancellationToken);

        async Task<bool> Delete(AttemptClock clock)
        {
            await bucket.DeleteAsync(key, clock.Token).ConfigureAwait(false);
            return true;
        }
    }

    public async Task<bool> ExistsAsync(string key, CancellationToken cancellationToken = default)
    {
        StoreKey.Check(key);
        return await _policy.RunAsync($"look for {key}", clock => bucket.MarkOfAsync(key, clock.Token), cancellationToken).ConfigureAwait(false) is not null;
    }

    private Task<bool> PutWholeAsync(string key, ReadOnlyMemory<byte> bytes, bool ifAbsent, Action<long>? sent, CancellationToken cancellationToken)
    {
        var (put, body) = (new MarkedPut(bucket, key), new WatchedBody(bytes, sent));
        return _policy.RunAsync(
            $"put {key}", clock => put.TryAsync(() => bucket.PutAsync(key, body.Open(clock), ifAbsent, put.Mark, clock.Token), clock), cancellationToken);
    }

    private async Task<ReadOnlyMemory<byte>?> GetRangeOnceAsync(string key, long offset, int length, AttemptClock clock)
    {
        using var read = await bucket.GetAsync(key, offset, Math.Max(1, length), null, clock.Token).ConfigureAwait(false);
        if (read is null)
        {
            return null;
        }

        await BodySkip.ToAsync(read, offset, clock).ConfigureAwait(false);
        using var copy = new MemoryStream(Math.Min(length, CopyBytes));
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        var wanted = read.TotalBytes is { } total ? Math.Clamp(total - offset, 0, length) : length;
        for (int count; copy.Length < wanted && (count = await read.Body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(wanted - copy.Length, buffer.Length)), clock.Token).ConfigureAwait(false)) > 0;)
        {
            copy.Write(buffer, 0, count);
            clock.Moved();
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return copy.Length == wanted || read.TotalBytes is null
            ? copy.GetBuffer().AsMemory(0, (int)copy.Length)
            : throw new StoreFault($"the range ended after {copy.Length} of {wanted} bytes", isTransient: true);
    }
}
