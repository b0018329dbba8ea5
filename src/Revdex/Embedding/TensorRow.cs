using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Revdex.Embedding;

/// <summary>Rows of a stored matrix as numbers to compute with.</summary>
internal static class TensorRow
{
    public static void Read(SafeTensor matrix, long index, Span<float> row)
    {
        var bytes = matrix.Row(index);
        switch (matrix.Type)
        {
            case TensorType.I8:
                ReadBytes(MemoryMarshal.Cast<byte, sbyte>(bytes), row);
                break;
            case TensorType.F16:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]);
                }

                break;
            default:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * 4)..]);
                }

                break;
        }
    }

    private static void ReadBytes(ReadOnlySpan<sbyte> bytes, Span<float> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = bytes[i];
        }
    }
}
