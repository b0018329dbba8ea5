using System.Buffers.Binary;
using System.Runtime.CompilerServices;

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
            0xDC => Count(ReadUInt16(), 1),
            0xDD => Count(ReadUInt32(), 1),
            _ => throw Unexpected(tag, "an array"),
        };
    }

    public int ReadMapHeader()
    {
        var tag = ReadByte();
        return tag switch
        {
            >= 0x80 and <= 0x8F => Count(tag & 0x0Fu, 2),
            0xDE => Count(ReadUInt16(), 2),
            0xDF => Count(ReadUInt32(), 2),
            _ => throw Unexpected(tag, "a map"),
        };
    }

    public ReadOnlySpan<byte> ReadString()
    {
        var tag = ReadByte();
        return tag switch
        {
            >= 0xA0 and <= 0xBF => Take(tag & 0x1Fu),
            0xD9 => Take(ReadByte()),
            0xDA => Take(ReadUInt16()),
            0xDB => Take(ReadUInt32()),
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
            0xC4 => Take(ReadByte()),
            0xC5 => Take(ReadUInt16()),
            0xC6 => Take(ReadUInt32()),
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
            0xCC => ReadByte(),
            0xCD => ReadUInt16(),
            0xCE => ReadUInt32(),
            0xCF => (long)Math.Min(ReadRawUInt64(), long.MaxValue),
            0xD0 => (sbyte)ReadByte(),
            0xD1 => (short)ReadUInt16(),
            0xD2 => (int)ReadUInt32(),
            0xD3 => (long)ReadRawUInt64(),
            0xCA => Integral(BitConverter.UInt32BitsToSingle(ReadUInt32())),
            0xCB => Integral(BitConverter.UInt64BitsToDouble(ReadRawUInt64())),
            _ => throw Unexpected(tag, "an integer"),
        };
    }

    public ulong ReadUInt64()
    {
        var tag = ReadByte();
        return tag switch
        {
            < 0x80 => tag,
            0xCC => ReadByte(),
            0xCD => ReadUInt16(),
            0xCE => ReadUInt32(),
            0xCF => ReadRawUInt64(),
            0xCA => (ulong)Math.Max(0, Integral(BitConverter.UInt32BitsToSingle(ReadUInt32()))),
            0xCB => (ulong)Math.Max(0, Integral(BitConverter.UInt64BitsToDouble(ReadRawUInt64()))),
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
                Take(ReadByte());
                return 0;
            case 0xC5 or 0xDA:
                Take(ReadUInt16());
                return 0;
            case 0xC6 or 0xDB:
                Take(ReadUInt32());
                return 0;
            case >= 0xC7 and <= 0xC9:
                Take((tag == 0xC7 ? ReadByte() : tag == 0xC8 ? ReadUInt16() : (ulong)ReadUInt32()) + 1);
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
                return Count(tag == 0xDC ? ReadUInt16() : ReadUInt32(), 1);
            case 0xDE or 0xDF:
                return 2L * Count(tag == 0xDE ? ReadUInt16() : ReadUInt32(), 2);
            default:
                throw Unexpected(tag, "a value");
        }
    }

    private readonly long Integral(double value) =>
        Math.Abs(value) <= 1L << 53 && Math.Truncate(value) == value ? (long)value : throw Error("a float that is no integer");

    /// <summary>Each element takes a byte at least, so that a count over the bytes left is a lie.</summary>
    private readonly int Count(ulong count, int bytesEach) =>
        count <= (ulong)((_bytes.Length - _position) / bytesEach) ? (int)count : throw Error($"{count} elements in {_bytes.Length - _position} bytes");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_bytes.Length - _position))
        {
            throw TooLong(length);
        }

        _position += (int)length;
        return _bytes.Slice(_position - (int)length, (int)length);
    }

    private byte ReadByte() => (uint)_position < (uint)_bytes.Length ? _bytes[_position++] : throw TooLong(1);

    private ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    private uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    private ulong ReadRawUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(sizeof(ulong)));

    private readonly InvalidDataException TooLong(ulong length) => Error($"length {length} with {_bytes.Length - _position} bytes left");

    private readonly InvalidDataException Unexpected(byte tag, string wanted) => Error($"byte 0x{tag:X2} where {wanted} should be");

    public readonly InvalidDataException Error(string what) => _source.Error(_baseOffset + _position, what);
}
