using System.Buffers.Text;

namespace Revdex.Git;

/// <summary>The output of <c>git cat-file</c>, cut into headers and contents. A content is followed by a line feed.</summary>
internal sealed class CatFileAnswers(Stream stream, ObjectFormat format)
{
    private readonly byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;

    /// <returns>False at the end of the output, also when it ends within the line.</returns>
    public bool TryReadHeader(out CatFileHeader header)
    {
        int length;
        while ((length = _buffer.AsSpan(_start.._end).IndexOf((byte)'\n')) < 0)
        {
            if (_end - _start > 256)
            {
                throw new InvalidDataException("git cat-file wrote a line that is no header");
            }

            if (!Fill())
            {
                header = default;
                return false;
            }
        }

        header = Parse(_buffer.AsSpan(_start, length));
        _start += length + 1;
        return true;
    }

    public byte[] ReadContent(long sizeBytes)
    {
        if (sizeBytes > Array.MaxLength)
        {
            throw new InvalidDataException($"a blob of {sizeBytes} bytes was asked for whole");
        }

        var content = GC.AllocateUninitializedArray<byte>((int)sizeBytes);
        var buffered = Math.Min(content.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(content);
        _start += buffered;
        stream.ReadExactly(content, buffered, content.Length - buffered);
        SkipContent(0);
        return content;
    }

    /// <summary>Reads past a content and its line feed.</summary>
    public void SkipContent(long sizeBytes)
    {
        var left = sizeBytes + 1;
        while (left > _end - _start)
        {
            left -= _end - _start;
            _start = _end;
            if (!Fill())
            {
                throw new EndOfStreamException("git cat-file ended within an object");
            }
        }

        _start += (int)left;
    }

    private CatFileHeader Parse(ReadOnlySpan<byte> line)
    {
        var hexLength = (int)format * 2;
        if (line.Length > hexLength + 1 && Oid.TryParse(line[..hexLength], out var oid))
        {
            var rest = line[(hexLength + 1)..];
            var space = rest.LastIndexOf((byte)' ');
            if (space > 0 && Utf8Parser.TryParse(rest[(space + 1)..], out long size, out _) && size >= 0)
            {
                return new CatFileHeader(oid, true, rest[..space].SequenceEqual("blob"u8), size);
            }

            if (rest.SequenceEqual("missing"u8))
            {
                return new CatFileHeader(oid, false, false, 0);
            }
        }

        throw new InvalidDataException($"git cat-file wrote a line that is no header: '{System.Text.Encoding.UTF8.GetString(line)}'");
    }

    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
