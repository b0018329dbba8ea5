using System.Buffers;
using System.IO.Compression;
using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// A segment's transfer form: a <see cref="BundleHeader"/> and independently compressed blocks, so that all cores pack and unpack. One
/// segment gives the same bytes whatever the number of threads. Synchronous: the work is the processor's.
/// </summary>
public static class Bundle
{
    /// <summary>64 GiB: far beyond any repository, and block counts stay within an int.</summary>
    public const long SegmentSizeMaxBytes = 1L << 36;

    /// <summary>Small enough to share out a small segment, large enough to cost little compression.</summary>
    private const int BlockSizeBytes = 256 * 1024;

    /// <summary>Above 4 Brotli gains little and slows much (DEPENDENCIES.md, "Compression").</summary>
    private const int Quality = 4;

    /// <summary>2^18 is the block: a larger window would see nothing more.</summary>
    private const int WindowBits = 18;

    /// <summary>Blocks that one thread has compressed and not yet written.</summary>
    private const int BlocksAheadPerWorker = 8;

    /// <summary>What a bundle may have beyond the bytes of its segment: header and block table, for the smallest blocks that a reader takes.</summary>
    public static long OverheadMaxBytes(long segmentSizeBytes) => BundleHeader.LengthBytes + (((segmentSizeBytes / BundleHeader.BlockSizeMinBytes) + 1) * sizeof(uint));

    /// <summary>Writes the bundle of a segment file to <paramref name="to"/>, an empty file, and returns what it is.</summary>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static ObjectRef Pack(string segmentPath, ContentHash segmentId, FileStream to, int? workers = null, CancellationToken cancellationToken = default)
    {
        using var from = File.OpenHandle(segmentPath, options: FileOptions.SequentialScan);
        var header = new BundleHeader
        {
            SegmentId = segmentId,
            SegmentSizeBytes = RandomAccess.GetLength(from),
            BlockSizeBytes = BlockSizeBytes,
            StoredLengths = new int[BundleHeader.CountBlocks(RandomAccess.GetLength(from), BlockSizeBytes)],
        };
        to.Position = BundleHeader.LengthBytes + (long)header.BlockCount * sizeof(uint);
        PackBlocks(from, header, to, Parallelism(workers, cancellationToken));
        to.Position = 0;
        to.Write(header.ToBytes());
        to.Flush();
        return new ObjectRef(ContentHash.OfFile(to.SafeFileHandle), to.Length);
    }

    /// <summary>
    /// Writes the segment that the bundle file holds to <paramref name="to"/>, an empty file. What the bundle claims is compared with what
    /// the manifest says before anything is allocated or written; that the segment hashes to its id is for the caller to check.
    /// </summary>
    /// <param name="name">What the bundle is called in errors.</param>
    /// <exception cref="InvalidDataException">The bytes are no bundle of that segment; the message names bundle and offset.</exception>
    public static void Unpack(
        string bundlePath, string name, ContentHash segmentId, long segmentSizeBytes, SafeFileHandle to, int? workers = null, CancellationToken cancellationToken = default)
    {
        using var from = File.OpenHandle(bundlePath);
        var header = BundleHeader.Read(name, RandomAccess.GetLength(from), (bytes, offset) => ReadFully(from, bytes, offset));
        if (header.SegmentId != segmentId || header.SegmentSizeBytes != segmentSizeBytes)
        {
            throw new InvalidDataException(
                $"bundle {name}: offset 16: holds segment {header.SegmentId} of {header.SegmentSizeBytes} bytes, not {segmentId} of {segmentSizeBytes}");
        }

        ForEachBlock(header.BlockCount, Parallelism(workers, cancellationToken), block => UnpackBlock(from, name, header, block, to));
    }

    private static void PackBlocks(SafeFileHandle from, BundleHeader header, FileStream to, ParallelOptions options)
    {
        var batch = new byte[Math.Min(header.BlockCount, options.MaxDegreeOfParallelism * BlocksAheadPerWorker)][];
        for (var first = 0; first < header.BlockCount; first += batch.Length)
        {
            var count = Math.Min(batch.Length, header.BlockCount - first);
            ForEachBlock(count, options, i => batch[i] = PackBlock(from, header, first + i, batch[i]));
            for (var i = 0; i < count; i++)
            {
                to.Write(batch[i], 0, header.StoredLengths[first + i]);
            }
        }
    }

    /// <summary>Compresses one block, or keeps it where that makes it no smaller; notes its stored length.</summary>
    private static byte[] PackBlock(SafeFileHandle from, BundleHeader header, int block, byte[]? reuse)
    {
        var length = header.BlockLength(block);
        var stored = reuse ?? new byte[BlockSizeBytes];
        var raw = ArrayPool<byte>.Shared.Rent(length);
        ReadFully(from, raw.AsSpan(0, length), (long)block * BlockSizeBytes);
        if (!BrotliEncoder.TryCompress(raw.AsSpan(0, length), stored.AsSpan(0, length - 1), out var storedLength, Quality, WindowBits))
        {
            raw.AsSpan(0, length).CopyTo(stored);
            storedLength = length;
        }

        ArrayPool<byte>.Shared.Return(raw);
        header.StoredLengths[block] = storedLength;
        return stored;
    }

    private static void UnpackBlock(SafeFileHandle from, string name, BundleHeader header, int block, SafeFileHandle to)
    {
        var length = header.BlockLength(block);
        var storedLength = header.StoredLengths[block];
        var stored = ArrayPool<byte>.Shared.Rent(storedLength);
        var raw = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            ReadFully(from, stored.AsSpan(0, storedLength), header.StoredOffset(block));
            if (storedLength == length)
            {
                RandomAccess.Write(to, stored.AsSpan(0, length), (long)block * header.BlockSizeBytes);
                return;
            }

            if (!BrotliDecoder.TryDecompress(stored.AsSpan(0, storedLength), raw.AsSpan(0, length), out var written) || written != length)
            {
                throw new InvalidDataException($"bundle {name}: offset {header.StoredOffset(block)}: block {block} does not unpack to {length} bytes");
            }

            RandomAccess.Write(to, raw.AsSpan(0, length), (long)block * header.BlockSizeBytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
            ArrayPool<byte>.Shared.Return(raw);
        }
    }

    private static void ReadFully(SafeFileHandle from, Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(from, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("the file became shorter while it was read");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    /// <summary>Throws what went wrong in a block itself, the first of several, not an <see cref="AggregateException"/>.</summary>
    private static void ForEachBlock(int count, ParallelOptions options, Action<int> action)
    {
        try
        {
            Parallel.For(0, count, options, action);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }

    private static ParallelOptions Parallelism(int? workers, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = workers ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
}
