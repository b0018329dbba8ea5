using System.Buffers.Binary;
using System.IO.Compression;
using Revdex.Facts;

namespace Revdex.Query.Answers;

/// <summary>Answers as they travel: the bytes of each with its length before it, compressed together (artifacts/FORMAT.md).</summary>
internal static class AnswerBundle
{
    /// <summary>1: first.</summary>
    public const int Version = 1;

    /// <summary>What they may take together, and a reader makes room for.</summary>
    public const int SizeMaxBytes = 32 * 1024 * 1024;

    private const int HeaderBytes = 8 + sizeof(uint) + sizeof(uint);

    private const int Quality = 4;

    private const int WindowBits = 22;

    private static ReadOnlySpan<byte> Magic => "RVDXANB\0"u8;

    /// <summary>Of those that together fit.</summary>
    public static byte[] Pack(IEnumerable<byte[]> answers)
    {
        using var whole = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(uint)];
        foreach (var answer in answers.Where(a => whole.Length + a.Length + sizeof(uint) <= SizeMaxBytes))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)answer.Length);
            whole.Write(length);
            whole.Write(answer);
        }

        var bytes = new byte[HeaderBytes + BrotliEncoder.GetMaxCompressedLength((int)whole.Length)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), (uint)whole.Length);
        return BrotliEncoder.TryCompress(whole.GetBuffer().AsSpan(0, (int)whole.Length), bytes.AsSpan(HeaderBytes), out var written, Quality, WindowBits)
            ? bytes[..(HeaderBytes + written)]
            : throw new InvalidOperationException("the room that the encoder asked for was too small");
    }

    /// <exception cref="InvalidDataException">The bytes are no such bundle.</exception>
    public static List<ReadOnlyMemory<byte>> Unpack(ReadOnlySpan<byte> bytes, string name)
    {
        var source = new ByteSource(name, "answers");
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Version)
        {
            throw source.Error(0, $"no answers of version {Version}");
        }

        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        var whole = size <= SizeMaxBytes ? new byte[size] : throw source.Error(12, $"{size} bytes, more than {SizeMaxBytes}");
        if (!BrotliDecoder.TryDecompress(bytes[HeaderBytes..], whole, out var written) || written != whole.Length)
        {
            throw source.Error(HeaderBytes, $"not {size} bytes of Brotli");
        }

        var answers = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < whole.Length;)
        {
            var length = whole.Length - at >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(whole.AsSpan(at)) : uint.MaxValue;
            at += sizeof(uint);
            answers.Add(length <= whole.Length - at ? whole.AsMemory(at, (int)length) : throw source.Error(HeaderBytes, "an answer ends after them"));
            at += (int)length;
        }

        return answers;
    }
}
