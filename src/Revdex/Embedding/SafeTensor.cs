using System.Buffers.Binary;

namespace Revdex.Embedding;

/// <summary>One tensor of a <see cref="SafeTensorsFile"/>; its bytes are valid as long as that is open.</summary>
internal sealed unsafe class SafeTensor(string name, TensorType type, long[] shape, byte* data, long sizeBytes)
{
    public string Name => name;

    public TensorType Type => type;

    public IReadOnlyList<long> Shape => shape;

    public static int SizeOf(TensorType type) => type switch { TensorType.F64 or TensorType.I64 => 8, TensorType.F32 or TensorType.I32 => 4, TensorType.F16 => 2, _ => 1 };

    /// <summary>One row of a matrix, or one number of a vector, as it is stored.</summary>
    public ReadOnlySpan<byte> Row(long row)
    {
        var rowBytes = shape is [_, var columns] ? columns * SizeOf(type) : SizeOf(type);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)row, (ulong)(sizeBytes / Math.Max(1, rowBytes)), nameof(row));
        return new(data + row * rowBytes, (int)rowBytes);
    }

    /// <summary>All numbers of a vector; those of a kind that loses nothing, or integers where integers are wanted.</summary>
    public double[] Values()
    {
        var values = new double[sizeBytes / SizeOf(type)];
        for (var i = 0; i < values.Length; i++)
        {
            var bytes = new ReadOnlySpan<byte>(data + (long)i * SizeOf(type), SizeOf(type));
            values[i] = type switch
            {
                TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
                TensorType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
                TensorType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
                TensorType.I32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
                TensorType.I64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
                _ => (sbyte)bytes[0],
            };
        }

        return values;
    }
}
