namespace Revdex.Facts;

/// <summary>Reads the imports of a facts message one after the other.</summary>
public ref struct ImportEnumerator
{
    private readonly int _count;
    private MessagePackReader _reader;
    private int _index;

    internal ImportEnumerator(MessagePackReader reader, int count)
    {
        _reader = reader;
        _count = count;
        _index = -1;
    }

    /// <summary>The import's index, which runs refer to.</summary>
    public readonly int Index => _index;

    public ImportRow Current { get; private set; }

    public readonly ImportEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_index + 1 >= _count)
        {
            return false;
        }

        _index++;
        Current = Read(ref _reader);
        return true;
    }

    internal static ImportRow Read(scoped ref MessagePackReader reader)
    {
        if (reader.ReadArrayHeader() != FactsMessage.ImportFieldCount)
        {
            throw reader.Error($"an import has not {FactsMessage.ImportFieldCount} fields");
        }

        return new ImportRow
        {
            Module = reader.ReadString(),
            Name = reader.ReadStringOrNil(),
            Alias = reader.ReadStringOrNil(),
            Line = reader.ReadInt32(0, int.MaxValue),
        };
    }
}
