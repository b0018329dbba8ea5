namespace Revdex.Facts;

/// <summary>Reads the symbols of a facts message one after the other.</summary>
public ref struct SymbolEnumerator
{
    private readonly int _count;
    private MessagePackReader _reader;
    private int _index;

    internal SymbolEnumerator(MessagePackReader reader, int count)
    {
        _reader = reader;
        _count = count;
        _index = -1;
    }

    /// <summary>The symbol's index, which runs and containers refer to.</summary>
    public readonly int Index => _index;

    public SymbolRow Current { get; private set; }

    public readonly SymbolEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_index + 1 >= _count)
        {
            return false;
        }

        _index++;
        Current = Read(ref _reader, _index);
        return true;
    }

    internal static SymbolRow Read(scoped ref MessagePackReader reader, int index)
    {
        if (reader.ReadArrayHeader() != FactsMessage.SymbolFieldCount)
        {
            throw reader.Error($"symbol {index} has not {FactsMessage.SymbolFieldCount} fields");
        }

        return new SymbolRow
        {
            Name = reader.ReadString(),
            Kind = (SymbolKind)reader.ReadInt32(0, byte.MaxValue),
            Container = reader.ReadInt32(-1, index - 1),
            StartLine = reader.ReadInt32(0, int.MaxValue),
            EndLine = reader.ReadInt32(0, int.MaxValue),
            NameLine = reader.ReadInt32(0, int.MaxValue),
            NameColumn = reader.ReadInt32(0, int.MaxValue),
            StartByte = reader.ReadInt32(0, int.MaxValue),
            EndByte = reader.ReadInt32(0, int.MaxValue),
            Signature = reader.ReadString(),
            Doc = reader.ReadStringOrNil(),
            Flags = (SymbolFlags)reader.ReadInt32(0, int.MaxValue),
            BodyHash = reader.ReadUInt64(),
            Qualifier = reader.ReadStringOrNil(),
        };
    }
}
