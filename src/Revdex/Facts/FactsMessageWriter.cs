using System.Buffers;
using System.Buffers.Binary;

namespace Revdex.Facts;

/// <summary>
/// Writes the facts message of one blob (artifacts/FORMAT.md, "Facts"): all symbols in order of their start byte, then all imports,
/// then <see cref="Complete"/>. Allocates nothing lasting. Not for several threads; pass it by reference.
/// </summary>
public ref struct FactsMessageWriter
{
    private readonly int _symbolCount;
    private readonly int _importCount;
    private readonly byte[] _offsets;
    private MessagePackWriter _writer;
    private int _symbolsWritten;
    private int _importsWritten;

    /// <param name="output">Gets the message.</param>
    /// <param name="symbolCount">How often <see cref="WriteSymbol"/> will be called.</param>
    /// <param name="importCount">How often <see cref="WriteImport"/> will be called.</param>
    public FactsMessageWriter(IBufferWriter<byte> output, int symbolCount, int importCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(symbolCount);
        ArgumentOutOfRangeException.ThrowIfNegative(importCount);
        _symbolCount = symbolCount;
        _importCount = importCount;
        _offsets = ArrayPool<byte>.Shared.Rent(FactsMessage.OffsetCount(symbolCount) * sizeof(uint));
        _writer = new MessagePackWriter(output);
        _writer.WriteMapHeader(3);
        _writer.WriteString("symbols"u8);
        _writer.WriteArrayHeader(symbolCount);
        BeginImportsAfterLastSymbol();
    }

    /// <exception cref="InvalidOperationException">There are more symbols than announced.</exception>
    /// <exception cref="ArgumentException">The container does not precede its member.</exception>
    public void WriteSymbol(scoped SymbolRow symbol)
    {
        if (_symbolsWritten == _symbolCount)
        {
            throw new InvalidOperationException($"more than the {_symbolCount} symbols announced");
        }

        if (symbol.Container < -1 || symbol.Container >= _symbolsWritten)
        {
            throw new ArgumentException($"symbol {_symbolsWritten} cannot be in symbol {symbol.Container}", nameof(symbol));
        }

        if (_symbolsWritten % FactsMessage.OffsetInterval == 0)
        {
            AddOffset(_symbolsWritten / FactsMessage.OffsetInterval);
        }

        WriteFields(symbol);
        _symbolsWritten++;
        BeginImportsAfterLastSymbol();
    }

    /// <exception cref="InvalidOperationException">Symbols are still missing, or there are more imports than announced.</exception>
    public void WriteImport(scoped ImportRow import)
    {
        if (_symbolsWritten != _symbolCount || _importsWritten == _importCount)
        {
            throw new InvalidOperationException($"an import after {_symbolsWritten} of {_symbolCount} symbols and {_importsWritten} of {_importCount} imports");
        }

        _writer.WriteArrayHeader(FactsMessage.ImportFieldCount);
        _writer.WriteString(import.Module);
        WriteStringOrNil(import.Name);
        WriteStringOrNil(import.Alias);
        _writer.WriteInt32(import.Line);
        _importsWritten++;
    }

    /// <summary>Ends the message; nothing may be called after it.</summary>
    /// <exception cref="InvalidOperationException">Symbols or imports are missing.</exception>
    public void Complete()
    {
        if (_symbolsWritten != _symbolCount || _importsWritten != _importCount)
        {
            throw new InvalidOperationException($"{_symbolsWritten} of {_symbolCount} symbols and {_importsWritten} of {_importCount} imports were written");
        }

        _writer.WriteString("offsets"u8);
        _writer.WriteBinary(_offsets.AsSpan(0, FactsMessage.OffsetCount(_symbolCount) * sizeof(uint)));
        _writer.Flush();
        ArrayPool<byte>.Shared.Return(_offsets);
    }

    private void WriteFields(scoped SymbolRow symbol)
    {
        _writer.WriteArrayHeader(FactsMessage.SymbolFieldCount);
        _writer.WriteString(symbol.Name);
        _writer.WriteInt32((int)symbol.Kind);
        _writer.WriteInt32(symbol.Container);
        _writer.WriteInt32(symbol.StartLine);
        _writer.WriteInt32(symbol.EndLine);
        _writer.WriteInt32(symbol.NameLine);
        _writer.WriteInt32(symbol.NameColumn);
        _writer.WriteInt32(symbol.StartByte);
        _writer.WriteInt32(symbol.EndByte);
        _writer.WriteString(symbol.Signature);
        WriteStringOrNil(symbol.Doc);
        _writer.WriteInt32((int)symbol.Flags);
        _writer.WriteUInt64(symbol.BodyHash);
        WriteStringOrNil(symbol.Qualifier);
    }

    private void BeginImportsAfterLastSymbol()
    {
        if (_symbolsWritten == _symbolCount)
        {
            _writer.WriteString("imports"u8);
            AddOffset(FactsMessage.OffsetCount(_symbolCount) - 1);
            _writer.WriteArrayHeader(_importCount);
        }
    }

    private void AddOffset(int index) =>
        BinaryPrimitives.WriteUInt32LittleEndian(_offsets.AsSpan(index * sizeof(uint)), checked((uint)_writer.WrittenBytes));

    private void WriteStringOrNil(scoped ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            _writer.WriteNil();
        }
        else
        {
            _writer.WriteString(text);
        }
    }
}
