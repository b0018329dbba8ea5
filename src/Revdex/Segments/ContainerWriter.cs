using System.Security.Cryptography;

namespace Revdex.Segments;

/// <summary>
/// Writes the sections of a container in their order, hashing as it goes, and its header last, into the place kept for it. The stream
/// must seek; it may begin anywhere. Not flushed, not closed.
/// </summary>
internal sealed class ContainerWriter : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly ContainerFormat _format;
    private readonly Stream _to;
    private readonly long _start;
    private readonly SectionEntry[] _entries;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _buffered;
    private int _section = -1;
    private long _position;
    private long _sectionStart;

    public ContainerWriter(ContainerFormat format, Stream to)
    {
        if (!to.CanSeek)
        {
            throw new ArgumentException("a container is written to a stream that seeks: its header comes last", nameof(to));
        }

        (_format, _to, _start) = (format, to, to.Position);
        _entries = new SectionEntry[format.Sections.Length];
        to.Write(new byte[format.HeaderBytes]);
        _position = format.HeaderBytes;
    }

    /// <summary>Ends the section before and begins the next in the format's order.</summary>
    public void Begin(SectionKind section)
    {
        End();
        _section++;
        if (_format.Sections[_section] != section)
        {
            throw new InvalidOperationException($"section {section.Name} where {_format.Sections[_section].Name} should be");
        }

        Span<byte> padding = stackalloc byte[ContainerFormat.AlignmentMax];
        padding.Clear();
        var length = (int)(_format.Padded(_position) - _position);
        _to.Write(padding[..length]);
        _position += length;
        _sectionStart = _position;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _position += bytes.Length;
        if (bytes.Length > BufferBytes - _buffered)
        {
            FlushBuffer();
            if (bytes.Length >= BufferBytes)
            {
                Emit(bytes);
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += bytes.Length;
    }

    /// <summary>Ends the last section and writes the header; the stream is then at the container's end.</summary>
    public void Complete()
    {
        End();
        if (_section != _entries.Length - 1)
        {
            throw new InvalidOperationException($"{_section + 1} of {_entries.Length} sections were written");
        }

        _to.Position = _start;
        _to.Write(_format.WriteHeader(_entries));
        _to.Position = _start + _position;
    }

    public void Dispose() => _hash.Dispose();

    private void End()
    {
        if (_section >= 0)
        {
            FlushBuffer();
            _entries[_section] = new SectionEntry(_sectionStart, _position - _sectionStart, _hash.GetHashAndReset());
        }
    }

    private void FlushBuffer()
    {
        Emit(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _to.Write(bytes);
    }
}
