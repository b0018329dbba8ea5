using System.Buffers.Binary;

namespace Revdex.Scip;

/// <summary>Walks the fields of one protobuf message; lengths are held to the bytes there are.</summary>
internal ref struct ProtoFields(ReadOnlySpan<byte> message)
{
    private const int VarintMaxBits = 63;

    private const ulong NumberMax = (1 << 29) - 1;

    private ReadOnlySpan<byte> _left = message;

    public readonly bool IsEmpty => _left.IsEmpty;

    /// <summary>Bytes behind the current field.</summary>
    public readonly int Left => _left.Length;

    /// <summary>The current field is a text, a message or packed numbers.</summary>
    public bool IsBytes { get; private set; }

    public int Number { get; private set; }

    /// <summary>Of a varint or a fixed number.</summary>
    public ulong Value { get; private set; }

    /// <summary>Of a text, a message or packed numbers.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <exception cref="InvalidDataException">It is no protobuf.</exception>
    public bool MoveNext()
    {
        if (_left.IsEmpty)
        {
            return false;
        }

        var tag = ReadVarint();
        Number = tag >> 3 is >= 1 and <= NumberMax and var number ? (int)number : throw new InvalidDataException($"a field has number {tag >> 3}");
        (IsBytes, Value) = ((tag & 7) == 2, 0);
        Bytes = default;
        switch (tag & 7)
        {
            case 0:
                Value = ReadVarint();
                break;
            case 1:
                Value = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                break;
            case 2:
                Bytes = Take(ReadVarint());
                break;
            case 5:
                Value = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                break;
            default:
                throw new InvalidDataException($"field {Number} has wire type {tag & 7}");
        }

        return true;
    }

    public ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift <= VarintMaxBits; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number has more than ten bytes");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_left.Length)
        {
            throw new InvalidDataException($"{count} bytes are announced, {_left.Length} are left");
        }

        var taken = _left[..(int)count];
        _left = _left[(int)count..];
        return taken;
    }
}
