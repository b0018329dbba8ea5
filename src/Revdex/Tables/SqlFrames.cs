using System.Buffers.Binary;

namespace Revdex.Tables;

/// <summary>The pipe between parent and SQL worker: frames of a little-endian u32 length and that many bytes.</summary>
internal static class SqlFrames
{
    public static void Write(Stream to, ReadOnlySpan<byte> frame)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)frame.Length);
        to.Write(length);
        to.Write(frame);
        to.Flush();
    }

    /// <exception cref="EndOfStreamException">The other end is gone.</exception>
    /// <exception cref="InvalidDataException">More than <paramref name="lengthMax"/> bytes are announced.</exception>
    public static byte[] Read(Stream from, int lengthMax)
    {
        Span<byte> header = stackalloc byte[sizeof(uint)];
        from.ReadExactly(header);
        var frame = new byte[CheckedLength(header, lengthMax)];
        from.ReadExactly(frame);
        return frame;
    }

    /// <inheritdoc cref="Read"/>
    public static async Task<byte[]> ReadAsync(Stream from, int lengthMax, CancellationToken ct)
    {
        var header = new byte[sizeof(uint)];
        await from.ReadExactlyAsync(header, ct).ConfigureAwait(false);
        var frame = new byte[CheckedLength(header, lengthMax)];
        await from.ReadExactlyAsync(frame, ct).ConfigureAwait(false);
        return frame;
    }

    private static int CheckedLength(ReadOnlySpan<byte> header, int lengthMax)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        return length <= lengthMax ? (int)length : throw new InvalidDataException($"SQL worker: a frame of {length} bytes");
    }
}
