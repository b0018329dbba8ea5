using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>
/// One immutable set of vectors (artifacts/FORMAT.md, "Vector files"), read in place: a row for each distinct text, and where the texts
/// stand in blobs. All members are safe for many threads. Bad bytes give <see cref="InvalidDataException"/> naming file, section and
/// offset, at the latest when they are read. Lifetime as of <see cref="Segment"/>: whoever reads while another may dispose holds a lease.
/// </summary>
public sealed unsafe class VectorFile : IRowSource, IDisposable
{
    private readonly SegmentMemory _memory;
    private readonly VectorSections _sections;
    private readonly SegmentLanguage[] _languages;
    private readonly int _oidLength;

    private VectorFile(SegmentMemory memory, string name)
    {
        (_memory, Name) = (memory, name);
        _sections = new VectorSections(memory, name);
        Model = VectorModel.Read(_sections.Span(VectorSection.Model), _sections.Source(VectorSection.Model));
        _languages = LanguageList.Read(_sections.Span(VectorSection.Languages), _sections.Source(VectorSection.Languages));
        var blobs = KeyedRows.Of(_sections.Span(VectorSection.Blobs), _sections.Source(VectorSection.Blobs), VectorFormat.BlobFixedBytes, VectorFormat.BlobLanguageOffset);
        (BlobCount, _oidLength) = (blobs.Count, blobs.OidLength);
        PlaceCount = _sections.Count(VectorSection.Places, VectorFormat.PlaceBytes, VectorFormat.PlacesMax);
        RowCount = _sections.Count(VectorSection.Keys, ChunkKey.LengthBytes, VectorFormat.RowsMax);
        ListCount = _sections.Count(VectorSection.ListEnds, sizeof(int), RowCount);
        RequireLengths();
    }

    /// <summary>The name it was opened with, for errors.</summary>
    public string Name { get; }

    /// <summary>The file that is mapped; null for one in memory.</summary>
    public string? FilePath { get; private set; }

    public VectorModel Model { get; }

    public IReadOnlyList<SegmentLanguage> Languages => _languages;

    public long SizeBytes => _memory.Length;

    /// <summary>Blobs in one language each, also those without chunks.</summary>
    public int BlobCount { get; }

    /// <summary>20 or 32, or 0 for a file without blobs.</summary>
    public int OidLength => _oidLength;

    /// <summary>Distinct texts.</summary>
    public int RowCount { get; }

    /// <summary>Chunks of all blobs together.</summary>
    public int PlaceCount { get; }

    /// <summary>0 where all rows are scanned.</summary>
    internal int ListCount { get; }

    internal RowMemory Rows => RowsOf(VectorSection.Rows, VectorSection.Scales, RowCount);

    internal RowMemory Centroids => RowsOf(VectorSection.Centroids, VectorSection.CentroidScales, ListCount);

    private KeyedRows Blobs => new(_sections.Span(VectorSection.Blobs), BlobCount, _oidLength, VectorFormat.BlobFixedBytes, VectorFormat.BlobLanguageOffset);

    /// <summary>Maps the file and checks header and bounds, not the hashes (<see cref="Verify"/>).</summary>
    /// <exception cref="InvalidDataException">The file is no vector file of this version or its bounds are wrong.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static VectorFile Open(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var file = Of(SegmentMemory.Map(path, VectorFormat.File.HeaderBytes, VectorFormat.File.ObjectName(name)), name);
        file.FilePath = path;
        return file;
    }

    /// <summary>The bytes must not change any more; they stay pinned until the file is disposed.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Open"/>.</exception>
    public static VectorFile FromMemory(ReadOnlyMemory<byte> bytes, string name) => Of(SegmentMemory.Of(bytes), name);

    /// <summary>Checks the hash of every section: reads all of the file.</summary>
    /// <exception cref="InvalidDataException">A section is not what the header says.</exception>
    public void Verify() => _sections.Verify();

    /// <summary>The ordinal of a language with this fingerprint; -1 where the file has none.</summary>
    public int FindLanguage(string id, string fingerprint) => Array.IndexOf(_languages, new SegmentLanguage(id, fingerprint));

    public bool TryFindBlob(in Oid oid, int languageOrdinal, out int blob)
    {
        blob = Blobs.Find(oid.Span, languageOrdinal);
        return blob >= 0;
    }

    /// <summary>Whether a blob was embedded in this language, with chunks or without.</summary>
    public bool HasBlob(in Oid oid, in SegmentLanguage language) => Array.IndexOf(_languages, language) is var ordinal and >= 0 && TryFindBlob(oid, ordinal, out _);

    /// <exception cref="InvalidDataException">The blob's language is none.</exception>
    public SegmentLanguage Language(int blob) => _languages[LanguageOrdinal(blob)];

    public Oid Oid(int blob) => new(Blobs.Oid(blob));

    /// <summary>Index in <see cref="Languages"/>.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public int LanguageOrdinal(int blob)
    {
        var ordinal = Blobs.LanguageOrdinal(blob);
        return ordinal < _languages.Length ? ordinal : throw BlobError(blob, $"language {ordinal} of {_languages.Length}");
    }

    /// <summary>The first and the end of a blob's places, which are in the order of its text.</summary>
    /// <exception cref="InvalidDataException">They are no range of places.</exception>
    public (int Start, int End) PlacesOf(int blob)
    {
        var (start, end) = (blob == 0 ? 0 : PlacesEnd(blob - 1), PlacesEnd(blob));
        return start <= end && end <= PlaceCount ? ((int)start, (int)end) : throw BlobError(blob, $"places from {start} to {end} of {PlaceCount}");
    }

    /// <exception cref="InvalidDataException">A field is out of range.</exception>
    public ChunkPlace Place(int place)
    {
        var numbers = PlaceNumbers(place);
        return numbers[1] >= 0 && numbers[2] >= numbers[1] && numbers[3] >= 0 && numbers[4] >= numbers[3] && numbers[5] >= ChunkPlace.NoSymbol
            ? new ChunkPlace(Key(RowOfPlace(place)), numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
            : throw PlaceError(place, "a field is out of range");
    }

    /// <summary>The row of a chunk's text.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public int RowOfPlace(int place)
    {
        var row = PlaceNumbers(place)[0];
        return (uint)row < (uint)RowCount ? row : throw PlaceError(place, $"row {row} of {RowCount}");
    }

    /// <summary>The blob that a place is in.</summary>
    public int BlobOfPlace(int place)
    {
        var (low, high) = (0, BlobCount);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = PlacesEnd(middle) <= place ? (middle + 1, high) : (low, middle);
        }

        return low < BlobCount ? low : throw PlaceError(place, "in no blob");
    }

    /// <summary>All places of a row, ascending.</summary>
    /// <exception cref="InvalidDataException">They are no range.</exception>
    public ReadOnlySpan<int> PlacesOfRow(int row)
    {
        var ends = _sections.Numbers(VectorSection.RowPlaceEnds);
        var (start, end) = (row == 0 ? 0 : ends[row - 1], ends[row]);
        return start >= 0 && start <= end && end <= PlaceCount
            ? _sections.Numbers(VectorSection.RowPlaces)[start..end]
            : throw _sections.Source(VectorSection.RowPlaceEnds).Error((long)row * sizeof(int), $"places from {start} to {end} of {PlaceCount}");
    }

    public ChunkKey Key(int row) => new(_sections.Slice(VectorSection.Keys, (long)row * ChunkKey.LengthBytes, ChunkKey.LengthBytes));

    /// <summary>The row of a text, wherever it stands.</summary>
    public bool TryFindRow(ChunkKey key, out int row)
    {
        var (low, high) = (0, RowCount);
        while (low < high)
        {
            var middle = (low + high) / 2;
            row = RowByKey(middle);
            var order = Key(row).CompareTo(key);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        row = -1;
        return false;
    }

    /// <summary>Says that the lists' tables, which stand together, are read soon.</summary>
    internal void ExpectLists()
    {
        _sections.Expect(VectorSection.ListEnds, 0, (long)ListCount * sizeof(int));
        _sections.Expect(VectorSection.CentroidScales, 0, (long)ListCount * sizeof(float));
        _sections.Expect(VectorSection.Centroids, 0, (long)ListCount * Model.StrideBytes);
    }

    /// <summary>Says that these rows are scanned soon: they may not be in memory yet.</summary>
    internal void ExpectRows(ReadOnlySpan<RowRange> ranges)
    {
        foreach (var range in ranges)
        {
            _sections.Expect(VectorSection.Rows, (long)range.Start * Model.StrideBytes, (long)range.Count * Model.StrideBytes);
            _sections.Expect(VectorSection.Scales, (long)range.Start * sizeof(float), (long)range.Count * sizeof(float));
        }
    }

    /// <summary>The same of their keys.</summary>
    internal void ExpectKeys(ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            _sections.Expect(VectorSection.Keys, (long)row * ChunkKey.LengthBytes, ChunkKey.LengthBytes);
        }
    }

    /// <inheritdoc/>
    void IRowSource.ReadRow(int row, Span<sbyte> to, out float scale)
    {
        scale = Scale(row);
        MemoryMarshal.Cast<byte, sbyte>(_sections.Slice(VectorSection.Rows, (long)row * Model.StrideBytes, Model.StrideBytes)).CopyTo(to);
    }

    /// <summary>Keeps the bytes in place until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The file is disposed and its last lease ended.</exception>
    public SegmentLease Lease() => _memory.Lease(nameof(VectorFile));

    public bool TryLease([NotNullWhen(true)] out SegmentLease? lease) => _memory.TryLease(out lease);

    public void Dispose() => _memory.ReleaseOwn();

    /// <exception cref="InvalidDataException">The scale is none that a writer gives.</exception>
    internal float Scale(int row)
    {
        var scale = MemoryMarshal.Read<float>(_sections.Slice(VectorSection.Scales, (long)row * sizeof(float), sizeof(float)));
        return RowQuantizer.IsScale(scale) ? scale : throw _sections.Source(VectorSection.Scales).Error((long)row * sizeof(float), $"a scale of {scale}");
    }

    /// <summary>The row at a place in the order of keys.</summary>
    internal int RowByKey(int index)
    {
        if (ListCount == 0)
        {
            return index;
        }

        var row = _sections.Numbers(VectorSection.KeyOrder)[index];
        return (uint)row < (uint)RowCount ? row : throw _sections.Source(VectorSection.KeyOrder).Error((long)index * sizeof(int), $"row {row} of {RowCount}");
    }

    /// <exception cref="InvalidDataException">The list is no range of rows.</exception>
    internal RowRange List(int list)
    {
        var ends = _sections.Numbers(VectorSection.ListEnds);
        var (start, end) = (list == 0 ? 0 : ends[list - 1], ends[list]);
        return start >= 0 && start <= end && end <= RowCount
            ? new RowRange(start, end)
            : throw _sections.Source(VectorSection.ListEnds).Error((long)list * sizeof(int), $"rows from {start} to {end} of {RowCount}");
    }

    private static VectorFile Of(SegmentMemory memory, string name)
    {
        try
        {
            return new VectorFile(memory, name);
        }
        catch
        {
            memory.Release();
            throw;
        }
    }

    private void RequireLengths()
    {
        _sections.Require(VectorSection.KeyOrder, ListCount == 0 ? 0 : RowCount, sizeof(int));
        _sections.Require(VectorSection.RowPlaceEnds, RowCount, sizeof(int));
        _sections.Require(VectorSection.RowPlaces, PlaceCount, sizeof(int));
        _sections.Require(VectorSection.CentroidScales, ListCount, sizeof(float));
        _sections.Require(VectorSection.Centroids, ListCount, Model.StrideBytes);
        _sections.Require(VectorSection.Scales, RowCount, sizeof(float));
        _sections.Require(VectorSection.Rows, RowCount, Model.StrideBytes);
    }

    private RowMemory RowsOf(VectorSection rows, VectorSection scales, int count) =>
        new((sbyte*)_sections.Start(rows), (float*)_sections.Start(scales), count, Model.StrideBytes);

    private ReadOnlySpan<int> PlaceNumbers(int place) =>
        MemoryMarshal.Cast<byte, int>(_sections.Slice(VectorSection.Places, (long)place * VectorFormat.PlaceBytes, VectorFormat.PlaceBytes));

    private uint PlacesEnd(int blob) => BinaryPrimitives.ReadUInt32LittleEndian(Blobs.Row(blob)[_oidLength..]);

    private InvalidDataException PlaceError(int place, string what) =>
        _sections.Source(VectorSection.Places).Error((long)place * VectorFormat.PlaceBytes, $"place {place}: {what}");

    private InvalidDataException BlobError(int blob, string what) =>
        _sections.Source(VectorSection.Blobs).Error(KeyedRows.PrefixBytes + (long)blob * Blobs.RowBytes, $"blob {blob}: {what}");
}
