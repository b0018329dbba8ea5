using System.Runtime.InteropServices;
using System.Text;

namespace Revdex.Tests.Embedding;

/// <summary>ONNX models encoded by hand (onnx.proto): a table of vectors, looked up by token.</summary>
internal static class OnnxProtobuf
{
    private const int Float = 1;
    private const int Int8 = 3;
    private const int Int64 = 7;

    /// <summary><c>last_hidden_state</c> = the row of each token.</summary>
    public static byte[] TokenVectors(float[][] table, params string[] inputs) =>
        Model([Node("Gather", ["table", "input_ids"], "last_hidden_state")], [Tensor("table", Float, [table.Length, table[0].Length], MemoryMarshal.AsBytes<float>([.. table.SelectMany(r => r)]))], inputs, "last_hidden_state", 3);

    /// <summary>The same, the table as bytes with a scale: what quantised models have.</summary>
    public static byte[] QuantizedTokenVectors(sbyte[][] table, float scale, params string[] inputs) => Model(
        [Node("DequantizeLinear", ["bytes", "scale"], "table"), Node("Gather", ["table", "input_ids"], "last_hidden_state")],
        [
            Tensor("bytes", Int8, [table.Length, table[0].Length], MemoryMarshal.AsBytes<sbyte>([.. table.SelectMany(r => r)])),
            Tensor("scale", Float, [], MemoryMarshal.AsBytes<float>([scale])),
        ],
        inputs,
        "last_hidden_state",
        3);

    /// <summary><c>sentence_embedding</c> = the mean over all tokens, padding and all.</summary>
    public static byte[] TextVectors(float[][] table, params string[] inputs) => Model(
        [Node("Gather", ["table", "input_ids"], "tokens"), Node("ReduceMean", ["tokens"], "sentence_embedding", Ints("axes", 1), Int("keepdims", 0))],
        [Tensor("table", Float, [table.Length, table[0].Length], MemoryMarshal.AsBytes<float>([.. table.SelectMany(r => r)]))],
        inputs,
        "sentence_embedding",
        2);

    private static byte[] Model(byte[][] nodes, byte[][] tensors, string[] inputs, string output, int outputRank) =>
    [
        .. Number(1, 8),
        .. Part(8, [.. Part(1, []), .. Number(2, 13)]),
        .. Part(7,
        [
            .. nodes.SelectMany(n => Part(1, n)), .. Part(2, "graph"u8.ToArray()), .. tensors.SelectMany(t => Part(5, t)),
            .. inputs.SelectMany(i => Part(11, Value(i, Int64, 2))), .. Part(12, Value(output, Float, outputRank)),
        ]),
    ];

    private static byte[] Node(string type, string[] inputs, string output, params byte[][] attributes) =>
        [.. inputs.SelectMany(i => Part(1, Text(i))), .. Part(2, Text(output)), .. Part(4, Text(type)), .. attributes.SelectMany(a => Part(5, a))];

    private static byte[] Ints(string name, int value) => [.. Part(1, Text(name)), .. Number(8, value), .. Number(20, 7)];

    private static byte[] Int(string name, int value) => [.. Part(1, Text(name)), .. Number(3, value), .. Number(20, 2)];

    private static byte[] Tensor(string name, int type, int[] shape, ReadOnlySpan<byte> data) => [.. shape.SelectMany(d => Number(1, d)), .. Number(2, type), .. Part(8, Text(name)), .. Part(9, data.ToArray())];

    /// <summary>Of dimensions without a size.</summary>
    private static byte[] Value(string name, int type, int rank) =>
    [
        .. Part(1, Text(name)),
        .. Part(2, Part(1, [.. Number(1, type), .. Part(2, [.. Enumerable.Range(0, rank).SelectMany(d => Part(1, Part(2, Text($"{name}_{d}"))))])])),
    ];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Number(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Part(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Varint(long value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        return [.. bytes, (byte)value];
    }
}
