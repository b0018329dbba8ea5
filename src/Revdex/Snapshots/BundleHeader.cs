using System.Buffers.Binary;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// The first bytes of a bundle (FORMAT.md), little endian:
/// <code>
/// 0 magic "RVDXBND\0" · 8 u32 version · 12 u32 block size · 16 u64 segment size · 24 SHA-256 of the segment · 56 u32 block count · 60 u32 zero
/// 64 u32 stored length of each block, then the blocks
/// </code>
/// A block of <c>block size</c> bytes of the segment (the last one: the rest) is a Brotli stream of its own, or the bytes themselves where
/// the stored length equals the block's.
/// </summary>
internal sealed class BundleHeader
{
    /// <summary>1: first.</summary>
    public const int FormatVersion = 1;

    public const int LengthBytes = 64;

    /// <summary>Blocks of any writer that a reader takes: bounds what each thread allocates.</summary>
    private const int BlockSizeMaxBytes = 4 * 1024 * 1024;

    public const int BlockSizeMinBytes = 4 * 1024;

    private long[] _offsets = [];

    public required ContentHash SegmentId { get; init; }

    public required long SegmentSizeBytes { get; init; }

    public required int BlockSizeBytes { get; init; }

    public required int[] StoredLengths { get; init; }

    public int BlockCount => StoredLengths.Length;

    private static ReadOnlySpan<byte> Magic => "RVDXBND\0"u8;

    public static int CountBlocks(long segmentSizeBytes, int blockSizeBytes) => checked((int)((segmentSizeBytes + blockSizeBytes - 1) / blockSizeBytes));

    public int BlockLength(int block) => (int)Math.Min(BlockSizeBytes, SegmentSizeBytes - (long)block * BlockSizeBytes);

    public long StoredOffset(int block) => _offsets[block];

    /// <summary>Header and block table.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[LengthBytes + (long)BlockCount * sizeof(uint)];
        var span = bytes.AsSpan();
        Magic.CopyTo(span);
        BinaryPrimitives.WriteUInt32LittleEndian(span[8..], FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(span[12..], (uint)BlockSizeBytes);
        BinaryPrimitives.WriteInt64LittleEndian(span[16..], SegmentSizeBytes);
        SegmentId.Span.CopyTo(span[24..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[56..], (uint)BlockCount);
        for (var block = 0; block < BlockCount; block++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(span[(LengthBytes + block * sizeof(uint))..], (uint)StoredLengths[block]);
        }

        return bytes;
    }

    /// <summary>Reads header and table of a file of <paramref name="fileSizeBytes"/>, which must be exactly accounted for.</summary>
    /// <param name="readAt">Fills the span with the file's bytes from an offset; only called for ranges within the file.</param>
    /// <exception cref="InvalidDataException">Not a bundle of this version, or its lengths do not add up.</exception>
    public static BundleHeader Read(string name, long fileSizeBytes, Action<byte[], long> readAt)
    {
        Require(fileSizeBytes >= LengthBytes, name, 0, $"{fileSizeBytes} bytes hold no header");
        var fixedPart = new byte[LengthBytes];
        readAt(fixedPart, 0);
        var span = fixedPart.AsSpan();
        Require(span[..8].SequenceEqual(Magic), name, 0, "not a bundle");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(span[8..]);
        Require(version == FormatVersion, name, 8, $"format version {version} is not the one this program reads ({FormatVersion})");
        var blockSize = BinaryPrimitives.ReadUInt32LittleEndian(span[12..]);
        Require(blockSize is >= BlockSizeMinBytes and <= BlockSizeMaxBytes, name, 12, $"block size {blockSize}");
        var segmentSize = BinaryPrimitives.ReadInt64LittleEndian(span[16..]);
        Require(segmentSize is >= 0 and <= Bundle.SegmentSizeMaxBytes, name, 16, $"segment size {segmentSize}");
        var blockCount = BinaryPrimitives.ReadUInt32LittleEndian(span[56..]);
        Require(blockCount == CountBlocks(segmentSize, (int)blockSize), name, 56, $"{blockCount} blocks for {segmentSize} bytes");
        Require(BinaryPrimitives.ReadUInt32LittleEndian(span[60..]) == 0, name, 60, "reserved bytes are set");
        Require(fileSizeBytes - LengthBytes >= blockCount * (long)sizeof(uint), name, LengthBytes, "the block table does not fit");
        var header = new BundleHeader
        {
            SegmentId = new ContentHash(span.Slice(24, ContentHash.Length)),
            SegmentSizeBytes = segmentSize,
            BlockSizeBytes = (int)blockSize,
            StoredLengths = new int[blockCount],
        };
        var table = new byte[blockCount * sizeof(uint)];
        readAt(table, LengthBytes);
        header.ReadTable(table, name, fileSizeBytes);
        return header;
    }

    private void ReadTable(ReadOnlySpan<byte> table, string name, long fileSizeBytes)
    {
        _offsets = new long[BlockCount];
        var offset = LengthBytes + (long)table.Length;
        for (var block = 0; block < BlockCount; block++)
        {
            var at = block * sizeof(uint);
            var stored = BinaryPrimitives.ReadUInt32LittleEndian(table[at..]);
            Require(stored >= 1 && stored <= BlockLength(block), name, LengthBytes + at, $"block {block} of {BlockLength(block)} bytes is stored in {stored}");
            StoredLengths[block] = (int)stored;
            _offsets[block] = offset;
            offset += stored;
        }

        Require(offset == fileSizeBytes, name, LengthBytes, $"blocks end at {offset}, the file at {fileSizeBytes}");
    }

    private static void Require(bool condition, string name, long offset, string complaint)
    {
        if (!condition)
        {
            throw new InvalidDataException($"bundle {name}: offset {offset}: {complaint}");
        }
    }
}
