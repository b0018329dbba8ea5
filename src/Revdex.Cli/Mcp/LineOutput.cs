using System.Buffers;

namespace Revdex.Cli.Mcp;

/// <summary>
/// Where messages go, one a line. Two write: the quick way whole lines (<see cref="WriteLine"/>), the library by the parts of a stream, which
/// are held back until their line is whole, so that lines never mix.
/// </summary>
internal sealed class LineOutput(Stream to) : Stream
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _begun = new();
    private TaskCompletionSource? _dropped;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <param name="line">Ends with its line feed. For many threads.</param>
    public void WriteLine(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            to.Write(line);
            to.Flush();
        }
    }

    /// <summary>The next line of the library is not passed on. Before it writes any.</summary>
    /// <returns>Ends when it was written.</returns>
    public Task DropNextLine()
    {
        _dropped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _dropped.Task;
    }

    /// <summary>For one thread at a time.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _begun.Write(buffer);
        var whole = _begun.WrittenSpan.LastIndexOf((byte)'\n') + 1;
        if (whole > 0)
        {
            var dropped = _dropped is null ? 0 : _begun.WrittenSpan.IndexOf((byte)'\n') + 1;
            _dropped?.SetResult();
            _dropped = null;
            if (dropped < whole)
            {
                WriteLine(_begun.WrittenSpan[dropped..whole]);
            }

            var rest = _begun.WrittenSpan[whole..].ToArray();
            _begun.ResetWrittenCount();
            _begun.Write(rest);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Whole lines are through already.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
