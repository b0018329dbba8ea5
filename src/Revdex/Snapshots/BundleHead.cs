using System.Buffers.Binary;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// The first bytes of a bundle (FORMAT.md), little endian:
/// <code>
/// 0 magic "RVDXBND\0" · 8 u32 version · 12 u32 block size · 16 u64 segment size · 24 SHA-256 of the segment · 56 u32 block count · 60 u32 zero
/// 64 for each block u32 stored length and the SHA-256 of its stored bytes, then the blocks
/// </code>
/// A block of <c>block size</c> bytes of the segment (the last one: the rest) is a Brotli stream of its own, or the bytes themselves where
/// the stored length equals the block's. The manifest has the hash of the head: a block can be trusted as soon as it is here.
/// </summary>
internal sealed class BundleHead
{
    /// <summary>1: first. 2: a hash for each block.</summary>
    public const int FormatVersion = 2;

    public const int FixedBytes = 64;

    public const int EntryBytes = sizeof(uint) + ContentHash.Length;

    /// <summary>Blocks of any writer that a reader takes: bounds what each thread allocates.</summary>
    private const int BlockSizeMaxBytes = 4 * 1024 * 1024;

    private const int BlockSizeMinBytes = 4 * 1024;

    /// <summary>The head of the largest segment in blocks as they are written is below 20 MB; nobody need read a larger one into memory.</summary>
    private const long HeadMaxBytes = 32 << 20;

    private long[] _offsets = [];

    public required ContentHash SegmentId { get; init; }

    public required long SegmentSizeBytes { get; init; }

    public required int BlockSizeBytes { get; init; }

    public required int[] StoredLengths { get; init; }

    public required ContentHash[] Hashes { get; init; }

    public int BlockCount => StoredLengths.Length;

    public int SizeBytes => SizeOf(BlockCount);

    private static ReadOnlySpan<byte> Magic => "RVDXBND\0"u8;

    public static int CountBlocks(long segmentSizeBytes, int blockSizeBytes) => checked((int)((segmentSizeBytes + blockSizeBytes - 1) / blockSizeBytes));

    public static int SizeOf(int blockCount) => checked(FixedBytes + (blockCount * EntryBytes));

    /// <summary>Of a segment in the smallest blocks that a reader takes.</summary>
    public static long SizeMaxBytes(long segmentSizeBytes) => Math.Min(HeadMaxBytes, FixedBytes + (((segmentSizeBytes / BlockSizeMinBytes) + 1) * EntryBytes));

    public int BlockLength(int block) => (int)Math.Min(BlockSizeBytes, SegmentSizeBytes - ((long)block * BlockSizeBytes));

    /// <summary>In the bundle.</summary>
    public long StoredOffset(int block) => _offsets[block];

    public byte[] ToBytes()
    {
        var bytes = new byte[SizeBytes];
        var span = bytes.AsSpan();
        Magic.CopyTo(span);
        BinaryPrimitives.WriteUInt32LittleEndian(span[8..], FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(span[12..], (uint)BlockSizeBytes);
        BinaryPrimitives.WriteInt64LittleEndian(span[16..], SegmentSizeBytes);
        SegmentId.Span.CopyTo(span[24..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[56..], (uint)BlockCount);
        for (var block = 0; block < BlockCount; block++)
        {
            var entry = span.Slice(SizeOf(block), EntryBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)StoredLengths[block]);
            Hashes[block].Span.CopyTo(entry[sizeof(uint)..]);
        }

        return bytes;
    }

    /// <summary>Reads the head of a bundle of <paramref name="bundleSizeBytes"/>, which must be exactly accounted for.</summary>
    /// <param name="bytes">All of the head and nothing else.</param>
    /// <exception cref="InvalidDataException">Not the head of a bundle of this version, or its lengths do not add up.</exception>
    public static BundleHead Read(string name, ReadOnlySpan<byte> bytes, long bundleSizeBytes)
    {
        Require(bytes.Length >= FixedBytes, name, 0, $"{bytes.Length} bytes hold no header");
        Require(bytes[..8].SequenceEqual(Magic), name, 0, "not a bundle");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        Require(version == FormatVersion, name, 8, $"format version {version} is not the one this program reads ({FormatVersion})");
        var blockSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        Require(blockSize is >= BlockSizeMinBytes and <= BlockSizeMaxBytes, name, 12, $"block size {blockSize}");
        var segmentSize = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
        Require(segmentSize is >= 0 and <= Bundle.SegmentSizeMaxBytes, name, 16, $"segment size {segmentSize}");
        var blockCount = BinaryPrimitives.ReadUInt32LittleEndian(bytes[56..]);
        Require(blockCount == CountBlocks(segmentSize, (int)blockSize), name, 56, $"{blockCount} blocks for {segmentSize} bytes");
        Require(BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]) == 0, name, 60, "reserved bytes are set");
        Require(bytes.Length == FixedBytes + ((long)blockCount * EntryBytes), name, FixedBytes, $"{bytes.Length} bytes are no head of {blockCount} blocks");
        var head = new BundleHead
        {
            SegmentId = new ContentHash(bytes.Slice(24, ContentHash.Length)),
            SegmentSizeBytes = segmentSize,
            BlockSizeBytes = (int)blockSize,
            StoredLengths = new int[blockCount],
            Hashes = new ContentHash[blockCount],
        };
        head.ReadBlocks(bytes, name, bundleSizeBytes);
        return head;
    }

    private void ReadBlocks(ReadOnlySpan<byte> bytes, string name, long bundleSizeBytes)
    {
        _offsets = new long[BlockCount];
        long offset = bytes.Length;
        for (var block = 0; block < BlockCount; block++)
        {
            var at = SizeOf(block);
            var stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            Require(stored >= 1 && stored <= BlockLength(block), name, at, $"block {block} of {BlockLength(block)} bytes is stored in {stored}");
            StoredLengths[block] = (int)stored;
            Hashes[block] = new ContentHash(bytes.Slice(at + sizeof(uint), ContentHash.Length));
            _offsets[block] = offset;
            offset += stored;
        }

        Require(offset == bundleSizeBytes, name, FixedBytes, $"blocks end at {offset}, the bundle at {bundleSizeBytes}");
    }

    private static void Require(bool condition, string name, long offset, string complaint)
    {
        if (!condition)
        {
            throw new InvalidDataException($"bundle {name}: offset {offset}: {complaint}");
        }
    }
}
