using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Revdex.Facts;

namespace Revdex.Segments;

/// <summary>Where a posting table's four sections are in memory. Offsets are checked when used, so that opening reads next to nothing.</summary>
internal sealed unsafe class TableData
{
    private readonly Section _postings;
    private readonly Section _keys;
    private readonly Section _keyOffsets;
    private readonly SegmentMemory _memory;
    private readonly long _keysAt;
    private readonly long _keyOffsetsAt;
    private readonly Section _postingOffsets;
    private readonly int _keysLength;

    public TableData(SegmentMemory memory, Section postings, Section keys, Section keyOffsets, Section postingOffsets, int blobCount)
    {
        (_memory, _postings, _keys, _keyOffsets, _postingOffsets) = (memory, postings, keys, keyOffsets, postingOffsets);
        (_keysAt, _keyOffsetsAt, BlobCount) = (keys.Offset, keyOffsets.Offset, blobCount);
        if (keys.Length > SegmentFormat.KeysMaxBytes)
        {
            throw keys.Source.Error(0, $"{keys.Length} bytes are too long");
        }

        postingOffsets.Expect(0, (int)Math.Min(int.MaxValue, postingOffsets.Length));
        keyOffsets.Need();
        keys.Need(); // Read past the sections from here on.
        postingOffsets.Need();
        _keysLength = (int)keys.Length;
        KeyCount = CheckedKeyCount();
    }

    public int KeyCount { get; }

    public int BlobCount { get; }

    public ReadOnlySpan<byte> AllKeys => new(_memory.Start + _keysAt, _keysLength);

    /// <summary>Where a key starts; for <see cref="KeyCount"/>, where the last one ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint KeyOffset(int index) =>
        BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(_memory.Start + _keyOffsetsAt + (long)index * sizeof(uint), sizeof(uint)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Key(int index)
    {
        if ((uint)index >= (uint)KeyCount)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"of {KeyCount} keys");
        }

        var (start, end) = (KeyOffset(index), KeyOffset(index + 1));
        if (start > end || end > (uint)_keysLength)
        {
            throw BadKeyOffset(index);
        }

        return new ReadOnlySpan<byte>(_memory.Start + _keysAt + start, (int)(end - start));
    }

    public InvalidDataException KeyError(int index, string what) => _keys.Source.Error(KeyOffset(index), $"key {index}: {what}");

    public InvalidDataException BadKeyOffset(int index) =>
        _keyOffsets.Source.Error(index * (long)sizeof(uint), $"key {index} from {KeyOffset(index)} to {KeyOffset(index + 1)} of {_keysLength} bytes");

    public PostingReader Postings(int index)
    {
        if ((uint)index >= (uint)KeyCount)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"of {KeyCount} keys");
        }

        var at = (long)index * sizeof(ulong);
        var offsets = _postingOffsets.Slice(at, 2 * sizeof(ulong));
        var start = BinaryPrimitives.ReadInt64LittleEndian(offsets);
        var length = BinaryPrimitives.ReadInt64LittleEndian(offsets[sizeof(ulong)..]) - start;
        if (start < 0 || length < 0 || length > int.MaxValue || start > _postings.Length - length)
        {
            throw _postingOffsets.Source.Error(at, $"{length} bytes of postings at {start} of {_postings.Length}");
        }

        return new PostingReader(_postings.Slice(start, (int)length), BlobCount, _postings.Source, start);
    }

    private int CheckedKeyCount()
    {
        var count = _keyOffsets.Length / sizeof(uint) - 1;
        if (_keyOffsets.Length % sizeof(uint) != 0 || count is < 0 or >= int.MaxValue)
        {
            throw _keyOffsets.Source.Error(0, $"{_keyOffsets.Length} bytes are no list of offsets");
        }

        if (_postingOffsets.Length != (count + 1) * sizeof(ulong))
        {
            throw _postingOffsets.Source.Error(0, $"{_postingOffsets.Length} bytes of offsets for {count} keys");
        }

        var keysEnd = BinaryPrimitives.ReadUInt32LittleEndian(_keyOffsets.Slice(count * sizeof(uint), sizeof(uint)));
        var postingsEnd = BinaryPrimitives.ReadInt64LittleEndian(_postingOffsets.Slice(count * sizeof(ulong), sizeof(ulong)));
        if (keysEnd != _keysLength)
        {
            throw _keyOffsets.Source.Error(count * sizeof(uint), $"keys end at {keysEnd} of {_keysLength} bytes");
        }

        return postingsEnd == _postings.Length
            ? (int)count
            : throw _postingOffsets.Source.Error(count * sizeof(ulong), $"postings end at {postingsEnd} of {_postings.Length} bytes");
    }
}
