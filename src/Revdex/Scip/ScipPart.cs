using System.Buffers.Binary;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Scip;

/// <summary>
/// What compilers say of some of a commit's files (artifacts/FORMAT.md, "SCIP parts"), read in place. Safe for many threads; look-ups neither lock nor
/// allocate. Bad bytes give <see cref="InvalidDataException"/> naming part, section and offset, at the latest when they are read. Who reads while another
/// thread may dispose holds a lease, as with <see cref="Segment"/>.
/// </summary>
internal sealed class ScipPart : IDisposable
{
    private readonly SegmentMemory _memory;
    private readonly SectionEntry[] _entries;
    private readonly Section _documents;
    private readonly Section _paths;
    private readonly Section _occurrences;
    private readonly Section _symbols;
    private readonly Section _texts;
    private readonly Section _bySymbol;
    private readonly int _oidLength;

    private ScipPart(SegmentMemory memory, string name)
    {
        (_memory, Name) = (memory, name);
        var header = new Section(memory, 0, memory.Length, new ByteSource(ScipFormat.File.ObjectName(name), "header"));
        _entries = ScipFormat.File.ReadHeader(header.Slice(0, (int)Math.Min(memory.Length, ScipFormat.File.HeaderBytes)), memory.Length, name);
        (_documents, _paths, _occurrences) = (SectionAt(0), SectionAt(1), SectionAt(2));
        (_symbols, _texts, _bySymbol) = (SectionAt(3), SectionAt(4), SectionAt(5));
        OccurrenceCount = CountOf(_occurrences, ScipFormat.OccurrenceBytes);
        SymbolCount = CountOf(_symbols, ScipFormat.SymbolBytes);
        Require(CountOf(_bySymbol, sizeof(int)) == OccurrenceCount, _bySymbol, $"{_bySymbol.Length} bytes for {OccurrenceCount} occurrences");
        Require(_documents.Length >= ScipFormat.DocumentsHeadBytes, _documents, $"{_documents.Length} bytes are no head");
        (DocumentCount, _oidLength) = (Number(_documents, 0), Number(_documents, 4));
        Require(_oidLength is 20 or 32 || (DocumentCount == 0 && _oidLength == 0), _documents, $"object ids of {_oidLength} bytes");
        Require(DocumentCount * (long)DocumentBytes == _documents.Length - ScipFormat.DocumentsHeadBytes, _documents, $"{_documents.Length} bytes for {DocumentCount} documents");
    }

    /// <summary>The name it was opened with: its id.</summary>
    public string Name { get; }

    public long SizeBytes => _memory.Length;

    public int DocumentCount { get; }

    public int OccurrenceCount { get; }

    public int SymbolCount { get; }

    private int DocumentBytes => _oidLength + ScipFormat.DocumentTailBytes;

    /// <summary>Maps the file and checks its header; the rest is checked as it is read, or by <see cref="Verify"/>.</summary>
    /// <exception cref="InvalidDataException">It is no part of this version.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static ScipPart Open(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return Of(SegmentMemory.Map(path, ScipFormat.File.HeaderBytes, ScipFormat.File.ObjectName(name)), name);
    }

    /// <summary>The bytes must not change any more; they stay pinned until this is disposed.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Open"/>.</exception>
    public static ScipPart FromMemory(ReadOnlyMemory<byte> bytes, string name) => Of(SegmentMemory.Of(bytes), name);

    /// <summary>Keeps the bytes in place until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">This is disposed and its last lease ended.</exception>
    public SegmentLease Lease() => _memory.Lease(nameof(ScipPart));

    public ReadOnlySpan<byte> PathOf(int document) => _paths.Slice(StartOf(document, PathEnd), Length(document, PathEnd, _paths.Length));

    public ReadOnlySpan<byte> OidOf(int document) => Document(document)[.._oidLength];

    /// <summary>The document of a path; -1: none.</summary>
    public int Find(ReadOnlySpan<byte> path)
    {
        var (low, high) = (0, DocumentCount - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = PathOf(middle).SequenceCompareTo(path);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>The numbers of a document's occurrences that begin at a place.</summary>
    /// <param name="line">From 1.</param>
    /// <param name="column">In bytes, from 0.</param>
    public (int Start, int End) At(int document, int line, int column)
    {
        var (low, high) = (StartOf(document, OccurrenceEnd), 0);
        var end = high = low + Length(document, OccurrenceEnd, OccurrenceCount);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Row(middle).CompareTo(line, column) < 0 ? (middle + 1, high) : (low, middle);
        }

        for (high = low; high < end && Row(high).CompareTo(line, column) == 0;)
        {
            high++;
        }

        return (low, high);
    }

    /// <summary>An occurrence by its number.</summary>
    public ScipRow this[int occurrence] => Row(occurrence);

    /// <summary>The document that an occurrence is in.</summary>
    public int DocumentOf(int occurrence)
    {
        var (low, high) = (0, DocumentCount - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = End(middle, OccurrenceEnd) <= occurrence ? (middle + 1, high) : (low, middle);
        }

        return low < DocumentCount ? low : throw _documents.Source.Error(0, $"no document has occurrence {occurrence}");
    }

    /// <summary>The text of a symbol (<see cref="ScipSymbol"/>).</summary>
    public ReadOnlySpan<byte> Symbol(int symbol)
    {
        var (start, _, _) = symbol == 0 ? default : SymbolRow(symbol - 1);
        var (end, _, _) = SymbolRow(symbol);
        return start <= end && end <= _texts.Length ? _texts.Slice(start, end - start) : throw _symbols.Source.Error(symbol * (long)ScipFormat.SymbolBytes, $"a text of {_texts.Length} bytes from {start} to {end}");
    }

    /// <summary>How many occurrences a symbol has, and how many of these define it.</summary>
    public (int All, int Definitions) CountsOf(int symbol)
    {
        var (_, start, _) = symbol == 0 ? default : SymbolRow(symbol - 1);
        var (_, end, definitions) = SymbolRow(symbol);
        return start <= end && end <= OccurrenceCount && definitions >= 0 && definitions <= end - start ? (end - start, definitions)
            : throw _symbols.Source.Error(symbol * (long)ScipFormat.SymbolBytes, $"{definitions} definitions of occurrences {start} to {end} of {OccurrenceCount}");
    }

    /// <summary>The number of a symbol's nth occurrence, definitions first.</summary>
    public int Occurrence(int symbol, int nth)
    {
        var (_, start, _) = symbol == 0 ? default : SymbolRow(symbol - 1);
        var number = Number(_bySymbol, (start + (long)nth) * sizeof(int));
        return number >= 0 && number < OccurrenceCount ? number : throw _bySymbol.Source.Error((start + (long)nth) * sizeof(int), $"occurrence {number} of {OccurrenceCount}");
    }

    /// <summary>Checks hashes, orders and all numbers: it is what was written.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public void Verify()
    {
        using var lease = Lease();
        ScipFormat.File.Verify(new Section(_memory, 0, _memory.Length, new ByteSource(ScipFormat.File.ObjectName(Name), "file")).Slice, _entries, Name);
        for (var document = 0; document < DocumentCount; document++)
        {
            Require(document == 0 || PathOf(document - 1).SequenceCompareTo(PathOf(document)) < 0, _documents, $"document {document} is not in order");
            var start = StartOf(document, OccurrenceEnd);
            for (var i = 1; i < Length(document, OccurrenceEnd, OccurrenceCount); i++)
            {
                Require(Row(start + i - 1).CompareTo(Row(start + i)) < 0, _occurrences, $"occurrence {start + i} is not in order");
            }
        }

        for (var symbol = 0; symbol < SymbolCount; symbol++)
        {
            Require(symbol == 0 || Symbol(symbol - 1).SequenceCompareTo(Symbol(symbol)) < 0, _symbols, $"symbol {symbol} is not in order");
            var (all, definitions) = CountsOf(symbol);
            for (var i = 0; i < all; i++)
            {
                var row = Row(Occurrence(symbol, i));
                Require(row.Symbol == symbol && row.IsDefinition == i < definitions, _bySymbol, $"occurrence {i} of symbol {symbol} is another's");
            }
        }
    }

    public void Dispose() => _memory.ReleaseOwn();

    private int PathEnd => _oidLength;

    private int OccurrenceEnd => _oidLength + sizeof(int);

    private static ScipPart Of(SegmentMemory memory, string name)
    {
        try
        {
            return new ScipPart(memory, name);
        }
        catch
        {
            memory.Release();
            throw;
        }
    }

    private ReadOnlySpan<byte> Document(int document) => document >= 0 && document < DocumentCount
        ? _documents.Slice(ScipFormat.DocumentsHeadBytes + (document * (long)DocumentBytes), DocumentBytes)
        : throw _documents.Source.Error(0, $"document {document} of {DocumentCount}");

    private int End(int document, int field) => BinaryPrimitives.ReadInt32LittleEndian(Document(document)[field..]);

    private int StartOf(int document, int field) => document == 0 ? 0 : End(document - 1, field);

    private int Length(int document, int field, long max)
    {
        var (start, end) = (StartOf(document, field), End(document, field));
        return start >= 0 && start <= end && end <= max ? end - start
            : throw _documents.Source.Error(ScipFormat.DocumentsHeadBytes + (document * (long)DocumentBytes) + field, $"{start} to {end} of {max}");
    }

    private ScipRow Row(int occurrence)
    {
        var bytes = _occurrences.Slice(occurrence * (long)ScipFormat.OccurrenceBytes, ScipFormat.OccurrenceBytes);
        var (line, column) = (BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]));
        var symbol = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        var number = (int)(symbol & ~ScipFormat.DefinitionBit);
        return line > 0 && column >= 0 && number < SymbolCount ? new ScipRow(line, column, number, (symbol & ScipFormat.DefinitionBit) != 0)
            : throw _occurrences.Source.Error(occurrence * (long)ScipFormat.OccurrenceBytes, $"line {line}, column {column}, symbol {number} of {SymbolCount}");
    }

    private (int TextEnd, int End, int Definitions) SymbolRow(int symbol)
    {
        var bytes = _symbols.Slice(symbol * (long)ScipFormat.SymbolBytes, ScipFormat.SymbolBytes);
        return (BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
    }

    private static int Number(in Section section, long offset) => BinaryPrimitives.ReadInt32LittleEndian(section.Slice(offset, sizeof(int)));

    private static int CountOf(in Section section, int rowBytes)
    {
        Require(section.Length <= int.MaxValue && section.Length % rowBytes == 0, section, $"{section.Length} bytes are no rows of {rowBytes}");
        return (int)(section.Length / rowBytes);
    }

    private static void Require(bool condition, in Section section, string what)
    {
        if (!condition)
        {
            throw section.Source.Error(0, what);
        }
    }

    private Section SectionAt(int index) =>
        new(_memory, _entries[index].Offset, _entries[index].Length, new ByteSource(ScipFormat.File.ObjectName(Name), ScipFormat.File.Sections[index].Name));
}
