using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// CRC-32C (Castagnoli) of a segment whose SHA-256 was right, kept beside it. Each start of a reader checks its segments by it: SHA-256 takes
/// a tenth of a second for 33 MB where the processor has no instructions for it, this some milliseconds. It finds what disks do, not what
/// somebody does who may write into the user's cache: he could name his own manifest as well.
/// </summary>
internal static class SegmentChecksum
{
    private const int ReadSizeBytes = 256 * 1024;

    private const int LineMaxBytes = 64;

    /// <summary>Whether the file is what was noted. False also where nothing was.</summary>
    /// <exception cref="IOException">The segment cannot be read.</exception>
    public static bool IsAsNoted(string notePath, string segmentPath)
    {
        try
        {
            var note = new FileInfo(notePath);
            return note is { Exists: true, Length: <= LineMaxBytes } && Encoding.ASCII.GetString(AtomicFile.ReadAllBytes(notePath)) == LineOf(segmentPath);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Best effort: without a note the next start takes longer.</summary>
    public static void Note(string notePath, string segmentPath, Action<string, ReadOnlyMemory<byte>> write)
    {
        try
        {
            write(notePath, Encoding.ASCII.GetBytes(LineOf(segmentPath)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RevdexException)
        {
            // The cache can be read, not written.
        }
    }

    private static string LineOf(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSizeBytes);
        var (crc, offset) = (uint.MaxValue, 0L);
        for (int read; (read = RandomAccess.Read(file, buffer.AsSpan(0, ReadSizeBytes), offset)) > 0; offset += read)
        {
            crc = Append(crc, buffer.AsSpan(0, read));
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return string.Create(CultureInfo.InvariantCulture, $"crc32c {~crc:x8} {offset}\n");
    }

    private static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return crc;
    }
}
