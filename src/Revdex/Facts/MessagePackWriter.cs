using System.Buffers;
using System.Buffers.Binary;

namespace Revdex.Facts;

/// <summary>
/// Writes MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md), always the shortest form of a value, so that equal
/// values give equal bytes. Allocates nothing. Call <see cref="Flush"/> at the end; pass it by reference.
/// </summary>
internal ref struct MessagePackWriter(IBufferWriter<byte> output)
{
    private const int ChunkBytes = 512;

    private readonly IBufferWriter<byte> _output = output;
    private Span<byte> _span;
    private int _position;
    private long _flushedBytes;

    /// <summary>Bytes of everything written so far.</summary>
    public readonly long WrittenBytes => _flushedBytes + _position;

    public void Flush()
    {
        _output.Advance(_position);
        _flushedBytes += _position;
        _position = 0;
        _span = default;
    }

    public void WriteNil() => Reserve(1)[0] = 0xC0;

    public void WriteArrayHeader(int count) => WriteHeader((uint)count, 0x90, 15, 0xDC);

    public void WriteMapHeader(int count) => WriteHeader((uint)count, 0x80, 15, 0xDE);

    public void WriteInt32(int value)
    {
        if (value >= 0)
        {
            WriteUInt64((uint)value);
        }
        else if (value >= -32)
        {
            Reserve(1)[0] = (byte)value;
        }
        else
        {
            WriteNegative(value);
        }
    }

    public void WriteUInt64(ulong value)
    {
        switch (value)
        {
            case < 0x80:
                Reserve(1)[0] = (byte)value;
                break;
            case <= byte.MaxValue:
                WriteTagged(0xCC, (byte)value);
                break;
            case <= ushort.MaxValue:
                WriteTagged(0xCD, (ushort)value);
                break;
            case <= uint.MaxValue:
                WriteTagged(0xCE, (uint)value);
                break;
            default:
                var to = Reserve(9);
                to[0] = 0xCF;
                BinaryPrimitives.WriteUInt64BigEndian(to[1..], value);
                break;
        }
    }

    /// <summary>Writes text; bytes that are not UTF-8 become U+FFFD.</summary>
    public void WriteString(scoped ReadOnlySpan<byte> text)
    {
        text = Utf8Repair.Repaired(text);
        var length = (uint)text.Length;
        switch (length)
        {
            case < 32:
                Reserve(1)[0] = (byte)(0xA0 | length);
                break;
            case <= byte.MaxValue:
                WriteTagged(0xD9, (byte)length);
                break;
            default:
                WriteHeader(length, 0, -1, 0xDA);
                break;
        }

        WriteRaw(text);
    }

    public void WriteBinary(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= byte.MaxValue)
        {
            WriteTagged(0xC4, (byte)bytes.Length);
        }
        else
        {
            WriteHeader((uint)bytes.Length, 0, -1, 0xC5);
        }

        WriteRaw(bytes);
    }

    /// <summary>A header with its 16-bit tag; the 32-bit tag is the next number. <paramref name="fixMax"/> -1: it has no one-byte form.</summary>
    private void WriteHeader(uint count, byte fixTag, int fixMax, byte tag16)
    {
        if (count <= fixMax)
        {
            Reserve(1)[0] = (byte)(fixTag | count);
        }
        else if (count <= ushort.MaxValue)
        {
            WriteTagged(tag16, (ushort)count);
        }
        else
        {
            WriteTagged((byte)(tag16 + 1), count);
        }
    }

    private void WriteNegative(int value)
    {
        switch (value)
        {
            case >= sbyte.MinValue:
                WriteTagged(0xD0, (byte)value);
                break;
            case >= short.MinValue:
                WriteTagged(0xD1, (ushort)value);
                break;
            default:
                WriteTagged(0xD2, (uint)value);
                break;
        }
    }

    private void WriteTagged(byte tag, byte value)
    {
        var to = Reserve(2);
        to[1] = value;
        to[0] = tag;
    }

    private void WriteTagged(byte tag, ushort value)
    {
        var to = Reserve(3);
        to[0] = tag;
        BinaryPrimitives.WriteUInt16BigEndian(to[1..], value);
    }

    private void WriteTagged(byte tag, uint value)
    {
        var to = Reserve(5);
        to[0] = tag;
        BinaryPrimitives.WriteUInt32BigEndian(to[1..], value);
    }

    private void WriteRaw(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    private Span<byte> Reserve(int length)
    {
        if (_span.Length - _position < length)
        {
            Flush();
            _span = _output.GetSpan(Math.Max(length, ChunkBytes));
        }

        _position += length;
        return _span.Slice(_position - length, length);
    }
}
