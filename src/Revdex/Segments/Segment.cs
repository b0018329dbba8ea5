using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Revdex.Facts;
using Oid = Revdex.Git.Oid;

namespace Revdex.Segments;

/// <summary>
/// One immutable set of facts with its lookup tables (artifacts/FORMAT.md, "Segments"), read in place. All members are safe for many
/// threads and neither lock nor allocate on look-ups. Bad bytes give <see cref="InvalidDataException"/> naming segment, section and
/// offset, at the latest when they are read.
/// <para>Lifetime: <see cref="Dispose"/> unmaps as soon as no <see cref="Lease"/> is left. A thread that reads spans, tables or
/// postings while another may dispose must hold a lease; without one it may touch unmapped memory. Calls after the end give
/// <see cref="ObjectDisposedException"/>. The file must not be changed in place, only replaced or deleted.</para>
/// </summary>
public sealed class Segment : IDisposable
{
    private readonly SegmentMemory _memory;
    private readonly SectionEntry[] _entries;
    private readonly SegmentLanguage[] _languages;
    private readonly TableData?[] _tables = new TableData?[SegmentFormat.TableCount];
    private readonly Section _blobs;
    private readonly Section _facts;
    private readonly int _oidLength;

    private Segment(SegmentMemory memory, string name)
    {
        _memory = memory;
        Name = name;
        var format = SegmentFormat.Segment;
        var header = new Section(memory, 0, memory.Length, new ByteSource(format.ObjectName(name), "header"));
        _entries = format.ReadHeader(header.Slice(0, (int)Math.Min(memory.Length, format.HeaderBytes)), memory.Length, name);
        var languages = SectionAt(0);
        _languages = LanguageList.Read(ShortSpan(languages), languages.Source);
        _blobs = SectionAt(1);
        var rows = BlobRows.Of(ShortSpan(_blobs), _blobs.Source);
        (BlobCount, _oidLength) = (rows.Count, rows.OidLength);
        _facts = SectionAt(SegmentFormat.FactsIndex);
        if (!IsArriving)
        {
            Array.ForEach(Enum.GetValues<TableKind>(), kind => Table(kind));
        }
    }

    /// <summary>The name it was opened with, for errors: the file's name without its ending.</summary>
    public string Name { get; }

    /// <summary>The file that is mapped; null for a segment in memory.</summary>
    public string? FilePath { get; private set; }

    /// <summary>
    /// Not all of it need be here: reading may wait, and end with <see cref="SegmentLateException"/>. Only for readers that ask for that.
    /// </summary>
    public bool IsArriving => _memory.Arrival is not null;

    /// <summary>The bytes it was made from; empty for a mapped file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    public long SizeBytes => _memory.Length;

    /// <summary>Of all facts messages together.</summary>
    public long FactsBytes => _facts.Length;

    public int BlobCount { get; }

    /// <summary>20 or 32, or 0 for a segment without blobs.</summary>
    public int OidLength => _oidLength;

    public IReadOnlyList<SegmentLanguage> Languages => _languages;

    internal ReadOnlySpan<byte> BlobsSection => _blobs.Span;

    private BlobRows Rows => BlobRows.Known(_blobs.Span, _blobs.Source, BlobCount, _oidLength);

    /// <summary>Maps the file and checks header and bounds, not the hashes (<see cref="Verify"/>).</summary>
    /// <exception cref="InvalidDataException">The file is no segment of this version or its bounds are wrong.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static Segment Open(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var segment = Of(SegmentMemory.Map(path, SegmentFormat.Segment.HeaderBytes, SegmentFormat.Segment.ObjectName(name)), name);
        segment.FilePath = path;
        return segment;
    }

    /// <summary>The bytes must not change any more; they stay pinned until the segment is disposed.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Open"/>.</exception>
    public static Segment FromMemory(ReadOnlyMemory<byte> bytes, string name)
    {
        var segment = Of(SegmentMemory.Of(bytes), name);
        segment.Bytes = bytes;
        return segment;
    }

    /// <summary>How much of the file, from its start, must be here for <see cref="Arriving"/>, and for look-ups of definitions: the tables up to theirs.</summary>
    /// <param name="memory">With the first <see cref="ContainerFormat.HeaderBytes"/> here.</param>
    /// <exception cref="InvalidDataException">No segment of this version.</exception>
    internal static long BeginningBytes(SegmentMemory memory, string name)
    {
        var format = SegmentFormat.Segment;
        var entries = format.ReadHeader(memory.Room(0, format.HeaderBytes), memory.Length, name);
        var last = entries[SegmentFormat.IndexOf(TableKind.Definitions, TablePart.PostingOffsets)];
        return last.Offset + last.Length;
    }

    /// <summary>A segment whose beginning is here. Holds the memory for itself.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Open"/>.</exception>
    internal static Segment Arriving(SegmentMemory memory, string name) =>
        memory.TryHold() ? Of(memory, name) : throw new ObjectDisposedException(nameof(Segment));

    /// <summary>All of its bytes, wherever its file is by now.</summary>
    public ReadOnlyMemory<byte> CopyBytes()
    {
        using var lease = Lease();
        return Whole().Slice(0, checked((int)SizeBytes)).ToArray();
    }

    /// <summary>Checks the hash of every section and that nothing lies between them: the file is what was written.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public void Verify()
    {
        using var lease = Lease();
        SegmentFormat.Segment.Verify(Whole().Slice, _entries, Name);
    }

    /// <summary>The segment's id: the SHA-256 of the whole file, 64 lower-case hexadecimal digits. Reads all of it.</summary>
    public string ComputeId()
    {
        using var lease = Lease();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        ContainerFormat.Hash(Whole().Slice, 0, _memory.Length, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The ordinal of a language with this fingerprint; -1 where the segment has none.</summary>
    public int FindLanguage(string id, string fingerprint) => Array.IndexOf(_languages, new SegmentLanguage(id, fingerprint));

    public bool TryFindBlob(in Oid oid, int languageOrdinal, out int blob)
    {
        blob = Rows.Find(oid.Span, languageOrdinal);
        return blob >= 0;
    }

    public BlobRecord Blob(int blob) => Rows.Read(blob, _languages.Length, _facts.Length);

    /// <summary>The raw object id of a blob without the rest of its record.</summary>
    public ReadOnlySpan<byte> OidBytes(int blob) => Rows.Oid(blob);

    /// <summary>The language of a blob without the rest of its record; not checked against <see cref="Languages"/>.</summary>
    public int LanguageOrdinal(int blob) => Rows.LanguageOrdinal(blob);

    /// <summary>The bytes of a blob's facts message; empty for a skipped blob.</summary>
    public ReadOnlySpan<byte> Message(int blob)
    {
        var start = Rows.FactsRange(blob, _facts.Length, out var length);
        return _facts.Slice(start, length);
    }

    /// <summary>A blob's facts message ready to read; its errors name this segment.</summary>
    public FactsMessage Facts(int blob)
    {
        var start = Rows.FactsRange(blob, _facts.Length, out var length);
        return new FactsMessage(_facts.Slice(start, length), _facts.Source, start);
    }

    /// <summary>Whether a blob's facts are read without waiting.</summary>
    public bool HasFacts(int blob)
    {
        if (!IsArriving)
        {
            return true;
        }

        var start = Rows.FactsRange(blob, _facts.Length, out var length);
        return _facts.IsHere(start, length);
    }

    public PostingTable Table(TableKind kind) => new(_tables[(int)kind] ??= TableOf(kind));

    /// <summary>Keeps the bytes in place until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The segment is disposed and its last lease ended.</exception>
    public SegmentLease Lease() => _memory.Lease(nameof(Segment));

    public bool TryLease([NotNullWhen(true)] out SegmentLease? lease) => _memory.TryLease(out lease);

    public void Dispose() => _memory.ReleaseOwn();

    internal InvalidDataException BlobError(int blob, string what) => Rows.Error(blob, what);

    private static Segment Of(SegmentMemory memory, string name)
    {
        try
        {
            return new Segment(memory, name);
        }
        catch
        {
            memory.Release();
            throw;
        }
    }

    private Section Whole() => new(_memory, 0, _memory.Length, new ByteSource(SegmentFormat.Segment.ObjectName(Name), "file"));

    private Section SectionAt(int index) =>
        new(_memory, _entries[index].Offset, _entries[index].Length, new ByteSource(SegmentFormat.Segment.ObjectName(Name), SegmentFormat.Segment.Sections[index].Name));

    private static ReadOnlySpan<byte> ShortSpan(Section section) =>
        section.Length <= int.MaxValue ? section.Span : throw section.Source.Error(0, $"{section.Length} bytes are too long");

    private TableData TableOf(TableKind kind) => new(
        _memory,
        SectionAt(SegmentFormat.IndexOf(kind, TablePart.Postings)),
        SectionAt(SegmentFormat.IndexOf(kind, TablePart.Keys)),
        SectionAt(SegmentFormat.IndexOf(kind, TablePart.KeyOffsets)),
        SectionAt(SegmentFormat.IndexOf(kind, TablePart.PostingOffsets)),
        BlobCount);
}
