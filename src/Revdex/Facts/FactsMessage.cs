using System.Buffers.Binary;

namespace Revdex.Facts;

/// <summary>
/// Reads one blob's facts message (artifacts/FORMAT.md, "Facts") in place: nothing is decoded before it is asked for, nothing is
/// allocated. Bad bytes, and an index the message does not have, give <see cref="InvalidDataException"/>.
/// </summary>
public readonly ref struct FactsMessage
{
    /// <summary>The message notes where every fourth symbol starts: a symbol is found without reading those before it, for a byte each.</summary>
    internal const int OffsetInterval = 4;

    internal const int SymbolFieldCount = 14;
    internal const int ImportFieldCount = 4;

    private static readonly ByteSource Unnamed = new("facts message", "facts");

    private readonly ReadOnlySpan<byte> _message;
    private readonly ReadOnlySpan<byte> _offsets;
    private readonly ByteSource _source;
    private readonly long _baseOffset;
    private readonly int _importsStart;

    /// <param name="message">A whole message; empty, as a skipped blob has it, is one without symbols and imports.</param>
    public FactsMessage(ReadOnlySpan<byte> message)
        : this(message, Unnamed, 0)
    {
    }

    internal FactsMessage(ReadOnlySpan<byte> message, ByteSource source, long baseOffset)
    {
        _message = message;
        _source = source;
        _baseOffset = baseOffset;
        if (message.IsEmpty)
        {
            return;
        }

        SymbolCount = ReadSymbolCount(out var symbolsStart);
        _offsets = ReadOffsets(out var offsetsStart);
        _importsStart = (int)BinaryPrimitives.ReadUInt32LittleEndian(_offsets[^sizeof(uint)..]);
        if (_importsStart < symbolsStart || _importsStart >= offsetsStart)
        {
            throw source.Error(baseOffset + offsetsStart, $"imports at {(uint)_importsStart} of {message.Length} bytes");
        }

        ImportCount = ReaderAt(_importsStart).ReadArrayHeader();
    }

    public int SymbolCount { get; }

    public int ImportCount { get; }

    /// <summary>All symbols in order, for <c>foreach</c>.</summary>
    public SymbolEnumerator Symbols => new(SymbolCount == 0 ? default : ReaderAt(SymbolStart(0)), SymbolCount);

    /// <summary>All imports in order, for <c>foreach</c>.</summary>
    public ImportEnumerator Imports => new(ImportsReader(), ImportCount);

    /// <summary>Reads one symbol; about 0.1 us wherever it lies.</summary>
    public SymbolRow ReadSymbol(int index)
    {
        CheckIndex(index, SymbolCount, "symbol");
        var reader = ReaderAt(SymbolStart(index / OffsetInterval));
        for (var skipped = index % OffsetInterval; skipped > 0; skipped--)
        {
            reader.Skip();
        }

        return SymbolEnumerator.Read(ref reader, index);
    }

    /// <summary>Reads one import, passing over those before it.</summary>
    public ImportRow ReadImport(int index)
    {
        CheckIndex(index, ImportCount, "import");
        var reader = ImportsReader();
        for (var skipped = index; skipped > 0; skipped--)
        {
            reader.Skip();
        }

        return ImportEnumerator.Read(ref reader);
    }

    /// <summary>One for every fourth symbol, and one for the imports.</summary>
    internal static int OffsetCount(int symbolCount) => (symbolCount + OffsetInterval - 1) / OffsetInterval + 1;

    private int ReadSymbolCount(out int symbolsStart)
    {
        var reader = ReaderAt(0);
        if (reader.ReadMapHeader() != 3 || !reader.ReadString().SequenceEqual("symbols"u8))
        {
            throw reader.Error("not a facts message");
        }

        var count = reader.ReadArrayHeader();
        symbolsStart = reader.Position;
        return count;
    }

    /// <summary>The offsets end the message, so that their place follows from the number of symbols.</summary>
    private ReadOnlySpan<byte> ReadOffsets(out int start)
    {
        var length = (long)OffsetCount(SymbolCount) * sizeof(uint);
        var header = length <= byte.MaxValue ? 2 : length <= ushort.MaxValue ? 3 : 5;
        var key = "offsets"u8.Length + 1;
        var at = _message.Length - length - header - key;
        if (at < 0)
        {
            throw _source.Error(_baseOffset, $"{SymbolCount} symbols in {_message.Length} bytes");
        }

        start = (int)at;
        var reader = ReaderAt(start);
        if (!reader.ReadString().SequenceEqual("offsets"u8))
        {
            throw reader.Error("no offsets at the end of the facts message");
        }

        var offsets = reader.ReadBinary();
        return offsets.Length == length ? offsets : throw reader.Error($"{offsets.Length} bytes of offsets for {SymbolCount} symbols");
    }

    private int SymbolStart(int entry)
    {
        var start = BinaryPrimitives.ReadUInt32LittleEndian(_offsets[(entry * sizeof(uint))..]);
        return start < (uint)_importsStart ? (int)start : throw _source.Error(_baseOffset, $"symbol {entry * OffsetInterval} at {start} of {_message.Length} bytes");
    }

    private MessagePackReader ImportsReader()
    {
        if (ImportCount == 0)
        {
            return default;
        }

        var reader = ReaderAt(_importsStart);
        reader.ReadArrayHeader();
        return reader;
    }

    private MessagePackReader ReaderAt(int position) => new(_message, _source, _baseOffset, position);

    /// <summary>Indexes come from runs, which are data as well.</summary>
    private void CheckIndex(int index, int count, string what)
    {
        if ((uint)index >= (uint)count)
        {
            throw (_source ?? Unnamed).Error(_baseOffset, $"{what} {index} of {count}");
        }
    }
}
