using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Revdex.Embedding;

/// <summary>Writes a safetensors file: see <see cref="SafeTensorsFile"/>.</summary>
internal static class SafeTensorsWriter
{
    /// <summary>The data begins at a multiple of it; blanks fill the header up.</summary>
    private const int Alignment = 8;

    public static byte[] ToBytes(IReadOnlyList<(string Name, TensorType Type, long[] Shape, byte[] Data)> tensors)
    {
        var header = new StringBuilder("{");
        long at = 0;
        foreach (var (name, type, shape, data) in tensors)
        {
            header.Append(header.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $$"""
                "{{name}}":{"dtype":"{{type}}","shape":[{{string.Join(',', shape)}}],"data_offsets":[{{at}},{{at + data.Length}}]}
                """);
            at += data.Length;
        }

        var text = Encoding.UTF8.GetBytes(header.Append('}').ToString().PadRight((header.Length + Alignment - 1) / Alignment * Alignment));
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. tensors.SelectMany(t => t.Data)];
    }
}
