using Revdex.Git;

namespace Revdex.Segments;

/// <summary>Writes the blobs section, placing the facts one after the other.</summary>
internal sealed class BlobRowWriter
{
    private const int RowMaxBytes = 128;

    private readonly ContainerWriter _writer;
    private readonly byte[] _row = new byte[RowMaxBytes];
    private long _factsEnd;

    public BlobRowWriter(ContainerWriter writer, int count, int oidLength)
    {
        _writer = writer;
        writer.Begin(SegmentFormat.Blobs);
        writer.Write(KeyedRows.WritePrefix(count, oidLength));
    }

    /// <summary>Adds a row in the order of <see cref="Oid"/> and language; where its facts begin is not taken from the record.</summary>
    public void Add(in BlobRecord record)
    {
        var length = BlobRows.WriteRow(_row, record, _factsEnd += record.FactsLength);
        _writer.Write(_row.AsSpan(0, length));
    }
}
