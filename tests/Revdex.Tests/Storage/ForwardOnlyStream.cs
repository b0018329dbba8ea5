namespace Revdex.Tests.Storage;

/// <summary>Content as it comes from a network: no length, no seeking, and it may fail or have something happen on the way.</summary>
internal sealed class ForwardOnlyStream(byte[] content, int failAfterBytes) : Stream
{
    private int _position;

    /// <summary>Runs the action once, when so many bytes were read.</summary>
    public (int Bytes, Action Action)? AfterBytes { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position >= failAfterBytes)
        {
            throw new InvalidOperationException("the source failed");
        }

        if (AfterBytes is { } after && _position >= after.Bytes)
        {
            AfterBytes = null;
            after.Action();
        }

        var count = Math.Min(Math.Min(buffer.Length, 64 * 1024), content.Length - _position);
        content.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
