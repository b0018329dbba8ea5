using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Segments;

/// <summary>
/// The blobs and languages of a segment by themselves (artifacts/FORMAT.md, "Blobs table"): what a publisher must know of a segment to
/// tell what is covered, about fifty bytes a blob. Immutable; safe for many threads.
/// </summary>
public sealed class BlobsTable
{
    private readonly byte[] _rows;
    private readonly SegmentLanguage[] _languages;
    private readonly ByteSource _source;
    private readonly int _oidLength;

    private BlobsTable(byte[] rows, SegmentLanguage[] languages, ByteSource source)
    {
        (_rows, _languages, _source) = (rows, languages, source);
        var all = BlobRows.Of(rows, source);
        (Count, _oidLength) = (all.Count, all.OidLength);
    }

    public int Count { get; }

    public IReadOnlyList<SegmentLanguage> Languages => _languages;

    /// <summary>Of all facts messages together.</summary>
    public long FactsBytes => Count == 0 ? 0 : this[Count - 1].FactsOffset + this[Count - 1].FactsLength;

    private BlobRows Rows => BlobRows.Known(_rows, _source, Count, _oidLength);

    /// <summary>A blob's record, in the segment's order.</summary>
    public BlobRecord this[int index] => Rows.Read(index, _languages.Length, long.MaxValue);

    public static BlobsTable FromSegment(Segment segment) =>
        new(segment.BlobsSection.ToArray(), [.. segment.Languages], new ByteSource(SegmentFormat.BlobsTable.ObjectName(segment.Name), SegmentFormat.Blobs.Name));

    /// <summary>Reads and checks all of it: hashes, order, every record.</summary>
    /// <param name="bytes">The whole object.</param>
    /// <param name="name">For errors.</param>
    /// <exception cref="InvalidDataException">The bytes are no blobs table of this version.</exception>
    public static BlobsTable Read(ReadOnlyMemory<byte> bytes, string name)
    {
        var format = SegmentFormat.BlobsTable;
        var entries = format.ReadHeader(bytes.Span, bytes.Length, name);
        format.Verify((offset, length) => bytes.Span.Slice((int)offset, length), entries, name);
        var languages = LanguageList.Read(SectionOf(bytes, entries[0]), new ByteSource(format.ObjectName(name), SegmentFormat.Languages.Name));
        var table = new BlobsTable(SectionOf(bytes, entries[1]).ToArray(), languages, new ByteSource(format.ObjectName(name), SegmentFormat.Blobs.Name));
        table.CheckRecords();
        return table;
    }

    /// <summary>Writes from the stream's position; it must seek. The bytes depend on the segment alone.</summary>
    public void Write(Stream to)
    {
        using var writer = new ContainerWriter(SegmentFormat.BlobsTable, to);
        writer.Begin(SegmentFormat.Languages);
        writer.Write(LanguageList.Write(_languages));
        writer.Begin(SegmentFormat.Blobs);
        writer.Write(_rows);
        writer.Complete();
    }

    public byte[] ToBytes()
    {
        using var to = new MemoryStream();
        Write(to);
        return to.ToArray();
    }

    /// <summary>Whether the segment has facts, or a reason for none, of a blob in a language with this fingerprint.</summary>
    public bool Contains(in Oid oid, string languageId, string fingerprint) =>
        Array.IndexOf(_languages, new SegmentLanguage(languageId, fingerprint)) is var ordinal and >= 0 && Rows.Find(oid.Span, ordinal) >= 0;

    /// <summary>The record's index by the ordinal of its language in <see cref="Languages"/>.</summary>
    public bool TryFind(in Oid oid, int languageOrdinal, out int index)
    {
        index = Rows.Find(oid.Span, languageOrdinal);
        return index >= 0;
    }

    private static ReadOnlySpan<byte> SectionOf(ReadOnlyMemory<byte> bytes, SectionEntry entry) => bytes.Span.Slice((int)entry.Offset, (int)entry.Length);

    private void CheckRecords()
    {
        for (var i = 0; i < Count; i++)
        {
            var record = this[i];
            if (i > 0 && Rows.Compare(i - 1, record.Oid.Span, record.LanguageOrdinal) >= 0)
            {
                throw _source.Error(0, $"blob {i} is not in order");
            }
        }
    }
}
