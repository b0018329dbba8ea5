namespace Revdex.Git;

/// <summary>Cuts a stream into records that end with one byte (NUL, line feed), without allocating per record.</summary>
internal sealed class RecordReader(Stream stream, byte terminator)
{
    /// <summary>No record of git's is longer: a path is bounded by the system, at some kilobytes.</summary>
    private const int RecordMaxBytes = 16 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The next record without its terminator, valid until the next call; false at the end.</summary>
    /// <exception cref="InvalidDataException">The stream ends within a record, or one is too long.</exception>
    public bool TryRead(out ReadOnlySpan<byte> record)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf(terminator);
            if (at >= 0)
            {
                record = _buffer.AsSpan(_start, searched + at);
                _start += searched + at + 1;
                return true;
            }

            searched = _end - _start;
            if (!Fill())
            {
                record = default;
                return searched == 0 ? false : throw new InvalidDataException("git's output ends within a record");
            }
        }
    }

    private bool Fill()
    {
        if (_isAtEnd)
        {
            return false;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            Grow();
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
        return !_isAtEnd;
    }

    private void Grow()
    {
        if (_buffer.Length >= RecordMaxBytes)
        {
            throw new InvalidDataException($"git's output has a record of more than {RecordMaxBytes} bytes");
        }

        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
