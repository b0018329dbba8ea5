using System.Buffers;
using System.IO.Compression;
using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// A segment's transfer form: a <see cref="BundleHead"/> and independently compressed blocks, so that all cores pack and unpack, and a part is of use
/// before the rest is here. One
/// segment gives the same bytes whatever the number of threads. Synchronous: the work is the processor's.
/// </summary>
public static class Bundle
{
    /// <summary>64 GiB: far beyond any repository, and block counts stay within an int.</summary>
    public const long SegmentSizeMaxBytes = 1L << 36;

    /// <summary>What a reader that wants one file's facts has to fetch (some 18 KB), and what it costs: blocks four times as large would make bundles 4 % smaller.</summary>
    private const int BlockSizeBytes = 64 * 1024;

    /// <summary>Above 4 Brotli gains little and slows much (DEPENDENCIES.md, "Compression").</summary>
    private const int Quality = 4;

    /// <summary>2^16 is the block: a larger window would see nothing more.</summary>
    private const int WindowBits = 16;

    /// <summary>Blocks that one thread has compressed and not yet written.</summary>
    private const int BlocksAheadPerWorker = 8;

    /// <summary>What a bundle may have beyond the bytes of its segment: its head, for the smallest blocks that a reader takes.</summary>
    public static long OverheadMaxBytes(long segmentSizeBytes) => BundleHead.SizeMaxBytes(segmentSizeBytes);

    /// <summary>Writes the bundle of a segment file to <paramref name="to"/>, an empty file, and returns what it is.</summary>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static PackedBundle Pack(string segmentPath, ContentHash segmentId, FileStream to, int? workers = null, CancellationToken cancellationToken = default)
    {
        using var from = File.OpenHandle(segmentPath, options: FileOptions.SequentialScan);
        var blockCount = BundleHead.CountBlocks(RandomAccess.GetLength(from), BlockSizeBytes);
        var head = new BundleHead
        {
            SegmentId = segmentId,
            SegmentSizeBytes = RandomAccess.GetLength(from),
            BlockSizeBytes = BlockSizeBytes,
            StoredLengths = new int[blockCount],
            Hashes = new ContentHash[blockCount],
        };
        to.Position = head.SizeBytes;
        PackBlocks(from, head, to, new() { MaxDegreeOfParallelism = workers ?? Environment.ProcessorCount, CancellationToken = cancellationToken });
        to.Position = 0;
        var bytes = head.ToBytes();
        to.Write(bytes);
        to.Flush();
        return new PackedBundle(new ObjectRef(ContentHash.OfFile(to.SafeFileHandle), to.Length), new ObjectRef(ContentHash.Of(bytes), bytes.Length));
    }

    private static void PackBlocks(SafeFileHandle from, BundleHead head, FileStream to, ParallelOptions options)
    {
        var batch = new byte[Math.Min(head.BlockCount, options.MaxDegreeOfParallelism * BlocksAheadPerWorker)][];
        for (var first = 0; first < head.BlockCount; first += batch.Length)
        {
            var count = Math.Min(batch.Length, head.BlockCount - first);
            ForEachBlock(count, options, i => batch[i] = PackBlock(from, head, first + i, batch[i]));
            for (var i = 0; i < count; i++)
            {
                to.Write(batch[i], 0, head.StoredLengths[first + i]);
            }
        }
    }

    /// <summary>Compresses one block, or keeps it where that makes it no smaller; notes its stored length.</summary>
    private static byte[] PackBlock(SafeFileHandle from, BundleHead head, int block, byte[]? reuse)
    {
        var length = head.BlockLength(block);
        var stored = reuse ?? new byte[BlockSizeBytes];
        var raw = ArrayPool<byte>.Shared.Rent(length);
        ReadFully(from, raw.AsSpan(0, length), (long)block * BlockSizeBytes);
        if (!BrotliEncoder.TryCompress(raw.AsSpan(0, length), stored.AsSpan(0, length - 1), out var storedLength, Quality, WindowBits))
        {
            raw.AsSpan(0, length).CopyTo(stored);
            storedLength = length;
        }

        ArrayPool<byte>.Shared.Return(raw);
        head.StoredLengths[block] = storedLength;
        head.Hashes[block] = ContentHash.Of(stored.AsSpan(0, storedLength));
        return stored;
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
}
