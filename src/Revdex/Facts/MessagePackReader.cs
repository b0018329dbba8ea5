using System.Buffers.Binary;

namespace Revdex.Facts;

/// <summary>
/// Reads MessagePack. Bad bytes give <see cref="InvalidDataException"/>, never another exception: every length and count is checked
/// against the bytes left, and nothing is allocated. Integral floats count as integers (JavaScript encoders write them).
/// </summary>
internal ref struct MessagePackReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ByteSource _source;
    private readonly long _baseOffset;
    private int _position;

    /// <param name="bytes">One or more values.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="baseOffset">Where <paramref name="bytes"/> begin in the source.</param>
    /// <param name="position">Where to start in <paramref name="bytes"/>.</param>
    public MessagePackReader(ReadOnlySpan<byte> bytes, ByteSource source, long baseOffset, int position = 0)
    {
        _bytes = bytes;
        _source = source;
        _baseOffset = baseOffset;
        _position = position;
        if ((uint)position > (uint)bytes.Length)
        {
            throw Error($"position outside {bytes.Length} bytes");
        }
    }

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    public int ReadArrayHeader()
    {
        var tag = ReadByte();
        return tag switch
        {
            >= 0x90 and <= 0x9F => Count(tag & 0x0Fu, 1),
            0xDC => Count(ReadBigEndian(2), 1),
            0xDD => Count(ReadBigEndian(4), 1),
            _ => throw Unexpected(tag, "an array"),
        };
    }

    public int ReadMapHeader()
    {
        var tag = ReadByte();
        return tag switch
        {
            >= 0x80 and <= 0x8F => Count(tag & 0x0Fu, 2),
            0xDE => Count(ReadBigEndian(2), 2),
            0xDF => Count(ReadBigEndian(4), 2),
            _ => throw Unexpected(tag, "a map"),
        };
    }

    public ReadOnlySpan<byte> ReadString()
    {
        var tag = ReadByte();
        return tag switch
        {
            >= 0xA0 and <= 0xBF => Take(tag & 0x1Fu),
            0xD9 => Take(ReadBigEndian(1)),
            0xDA => Take(ReadBigEndian(2)),
            0xDB => Take(ReadBigEndian(4)),
            _ => throw Unexpected(tag, "a string"),
        };
    }

    /// <summary>Empty for nil.</summary>
    public ReadOnlySpan<byte> ReadStringOrNil()
    {
        if ((uint)_position < (uint)_bytes.Length && _bytes[_position] == 0xC0)
        {
            _position++;
            return default;
        }

        return ReadString();
    }

    public ReadOnlySpan<byte> ReadBinary()
    {
        var tag = ReadByte();
        return tag switch
        {
            0xC4 => Take(ReadBigEndian(1)),
            0xC5 => Take(ReadBigEndian(2)),
            0xC6 => Take(ReadBigEndian(4)),
            _ => throw Unexpected(tag, "binary"),
        };
    }

    /// <summary>An integer from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public int ReadInt32(int min, int max)
    {
        var value = (uint)_position < (uint)_bytes.Length && _bytes[_position] < 0x80 ? _bytes[_position++] : ReadLongInteger();
        return value >= min && value <= max ? (int)value : throw Error($"{value} is outside {min}..{max}");
    }

    private long ReadLongInteger()
    {
        var tag = ReadByte();
        return tag switch
        {
            < 0x80 => tag,
            >= 0xE0 => (sbyte)tag,
            >= 0xCC and <= 0xCE => (long)ReadBigEndian(1 << (tag - 0xCC)),
            0xCF => (long)Math.Min(ReadBigEndian(8), long.MaxValue),
            0xD0 => (sbyte)ReadBigEndian(1),
            0xD1 => (short)ReadBigEndian(2),
            0xD2 => (int)ReadBigEndian(4),
            0xD3 => (long)ReadBigEndian(8),
            0xCA => Integral(BitConverter.UInt32BitsToSingle((uint)ReadBigEndian(4))),
            0xCB => Integral(BitConverter.UInt64BitsToDouble(ReadBigEndian(8))),
            _ => throw Unexpected(tag, "an integer"),
        };
    }

    public ulong ReadUInt64()
    {
        var tag = ReadByte();
        return tag switch
        {
            < 0x80 => tag,
            >= 0xCC and <= 0xCF => ReadBigEndian(1 << (tag - 0xCC)),
            0xCA => (ulong)Math.Max(0, Integral(BitConverter.UInt32BitsToSingle((uint)ReadBigEndian(4)))),
            0xCB => (ulong)Math.Max(0, Integral(BitConverter.UInt64BitsToDouble(ReadBigEndian(8)))),
            _ => throw Unexpected(tag, "an unsigned integer"),
        };
    }

    /// <summary>Passes over one value with all it contains, however deep, in constant space.</summary>
    public void Skip()
    {
        for (long pending = 1; pending > 0; pending--)
        {
            var tag = ReadByte();
            switch (tag)
            {
                case < 0x80 or >= 0xE0 or 0xC0 or 0xC2 or 0xC3:
                    break;
                case <= 0x8F:
                    pending += 2L * Count(tag & 0x0Fu, 2);
                    break;
                case <= 0x9F:
                    pending += Count(tag & 0x0Fu, 1);
                    break;
                case <= 0xBF:
                    Take(tag & 0x1Fu);
                    break;
                default:
                    pending += SkipTagged(tag);
                    break;
            }
        }
    }

    /// <summary>Returns how many values follow that belong to this one.</summary>
    private long SkipTagged(byte tag)
    {
        switch (tag)
        {
            case 0xC4 or 0xD9:
                Take(ReadBigEndian(1));
                return 0;
            case 0xC5 or 0xDA:
                Take(ReadBigEndian(2));
                return 0;
            case 0xC6 or 0xDB:
                Take(ReadBigEndian(4));
                return 0;
            case >= 0xC7 and <= 0xC9:
                Take(ReadBigEndian(1 << (tag - 0xC7)) + 1);
                return 0;
            case 0xCA or 0xCB:
                Take(tag == 0xCA ? 4u : 8u);
                return 0;
            case >= 0xCC and <= 0xD3:
                Take(1u << ((tag - 0xCC) & 3));
                return 0;
            case >= 0xD4 and <= 0xD8:
                Take((1u << (tag - 0xD4)) + 1);
                return 0;
            case 0xDC or 0xDD:
                return Count(ReadBigEndian(tag == 0xDC ? 2 : 4), 1);
            case 0xDE or 0xDF:
                return 2L * Count(ReadBigEndian(tag == 0xDE ? 2 : 4), 2);
            default:
                throw Unexpected(tag, "a value");
        }
    }

    private readonly long Integral(double value) =>
        Math.Abs(value) <= 1L << 53 && Math.Truncate(value) == value ? (long)value : throw Error("a float that is no integer");

    /// <summary>Each element takes a byte at least, so that a count over the bytes left is a lie.</summary>
    private readonly int Count(ulong count, int bytesEach) =>
        count <= (ulong)((_bytes.Length - _position) / bytesEach) ? (int)count : throw Error($"{count} elements in {_bytes.Length - _position} bytes");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_bytes.Length - _position))
        {
            throw Error($"length {length} with {_bytes.Length - _position} bytes left");
        }

        _position += (int)length;
        return _bytes.Slice(_position - (int)length, (int)length);
    }

    private byte ReadByte() => (uint)_position < (uint)_bytes.Length ? _bytes[_position++] : throw Error("the bytes end too early");

    private ulong ReadBigEndian(int length)
    {
        var bytes = Take((ulong)length);
        return length switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
    }

    private readonly InvalidDataException Unexpected(byte tag, string wanted) => Error($"byte 0x{tag:X2} where {wanted} should be");

    public readonly InvalidDataException Error(string what) => _source.Error(_baseOffset + _position, what);
}
