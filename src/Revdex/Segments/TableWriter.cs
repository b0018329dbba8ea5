using System.Buffers.Binary;
using Revdex.Facts;

namespace Revdex.Segments;

/// <summary>
/// Writes one posting table: for each key in ascending order its postings in ascending order of blobs, then the key. The postings go
/// straight out, the other three sections wait until they are complete.
/// </summary>
internal sealed class TableWriter : IDisposable
{
    private readonly ContainerWriter _writer;
    private readonly TableKind _table;
    private readonly SpillBuffer _keys = new();
    private readonly SpillBuffer _keyOffsets = new();
    private readonly SpillBuffer _postingOffsets = new();
    private long _keysLength;
    private long _postingsLength;
    private int _lastBlob;

    public TableWriter(ContainerWriter writer, TableKind table)
    {
        (_writer, _table) = (writer, table);
        writer.Begin(Kind(TablePart.Postings));
        AddOffsets();
    }

    /// <param name="blob">Greater than the one before under the same key.</param>
    /// <param name="countedRun">The run with its length before it, as a varint.</param>
    public void AddPosting(int blob, ReadOnlySpan<byte> countedRun)
    {
        Span<byte> delta = stackalloc byte[Varint.LengthMax];
        var length = Varint.Write(delta, (uint)(blob - _lastBlob));
        _writer.Write(delta[..length]);
        _writer.Write(countedRun);
        _postingsLength += length + countedRun.Length;
        _lastBlob = blob;
    }

    /// <summary>Ends the key that the postings since the last call belong to.</summary>
    public void EndKey(ReadOnlySpan<byte> key)
    {
        _keysLength += key.Length;
        if (_keysLength > SegmentFormat.KeysMaxBytes)
        {
            throw new InvalidOperationException($"the keys of one segment's {_table} take over {SegmentFormat.KeysMaxBytes} bytes: make more segments");
        }

        _keys.Write(key);
        AddOffsets();
        _lastBlob = 0;
    }

    public void Complete()
    {
        _writer.Begin(Kind(TablePart.Keys));
        _keys.CopyTo(_writer);
        _writer.Begin(Kind(TablePart.KeyOffsets));
        _keyOffsets.CopyTo(_writer);
        _writer.Begin(Kind(TablePart.PostingOffsets));
        _postingOffsets.CopyTo(_writer);
    }

    public void Dispose()
    {
        _keys.Dispose();
        _keyOffsets.Dispose();
        _postingOffsets.Dispose();
    }

    private void AddOffsets()
    {
        Span<byte> offset = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(offset, _keysLength);
        _keyOffsets.Write(offset[..sizeof(uint)]);
        BinaryPrimitives.WriteInt64LittleEndian(offset, _postingsLength);
        _postingOffsets.Write(offset);
    }

    private SectionKind Kind(TablePart part) => SegmentFormat.Segment.Sections[SegmentFormat.IndexOf(_table, part)];
}
