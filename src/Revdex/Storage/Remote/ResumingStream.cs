namespace Revdex.Storage.Remote;

/// <summary>
/// An object as it arrives; where the connection breaks or goes silent, the rest is asked for again from there, of the same version. Read it
/// asynchronously, one read at a time.
/// </summary>
internal sealed class ResumingStream(IBucket bucket, string key, BucketRead first, RequestPolicy policy, TransferLimits limits) : Stream
{
    private readonly long? _totalBytes = first.TotalBytes;
    private readonly string? _etag = first.ETag;
    private BucketRead? _read = first;
    private long _position;
    private int _reopens;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await policy.RunAsync($"get {key}", clock => ReadOnceAsync(buffer, clock), cancellationToken).ConfigureAwait(false);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private async Task<int> ReadOnceAsync(Memory<byte> buffer, AttemptClock clock)
    {
        try
        {
            _read ??= await ReopenAsync(clock).ConfigureAwait(false);
            var count = await _read.Body.ReadAsync(buffer, clock.Token).ConfigureAwait(false);
            return count > 0 || buffer.IsEmpty || _totalBytes is null || _position >= _totalBytes
                ? count
                : throw new StoreFault($"the object ended after {_position} of {_totalBytes} bytes", isTransient: true);
        }
        catch
        {
            Drop();
            throw;
        }
    }

    private async Task<BucketRead> ReopenAsync(AttemptClock clock)
    {
        if (_reopens++ == limits.ReopensMax)
        {
            throw new StoreFault("the connection broke too often: try again later", isTransient: false);
        }

        var read = await bucket.GetAsync(key, _position, null, _etag, clock.Token).ConfigureAwait(false) ?? throw StoreFault.Changed();
        await BodySkip.ToAsync(read, _position, clock).ConfigureAwait(false);
        return read;
    }

    private void Drop()
    {
        _read?.Dispose();
        _read = null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Drop();
        }

        base.Dispose(disposing);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("read it asynchronously");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
