namespace Revdex.Facts;

/// <summary>Reads one blob's definitions of one name. Bad bytes give <see cref="InvalidDataException"/>.</summary>
public ref struct DefinitionRunReader
{
    private RunCursor _cursor;

    public DefinitionRunReader(ReadOnlySpan<byte> run)
        : this(run, null, 0)
    {
    }

    internal DefinitionRunReader(ReadOnlySpan<byte> run, ByteSource? source, long baseOffset) => _cursor = new RunCursor(run, source, baseOffset);

    /// <summary>Index in the facts message; not checked against it.</summary>
    public int Symbol { get; private set; }

    public SymbolKind Kind { get; private set; }

    /// <summary>Only <see cref="SymbolFlags.Exported"/> and <see cref="SymbolFlags.Test"/>: what the order of results needs.</summary>
    public SymbolFlags Flags { get; private set; }

    /// <summary>Of the name, from 1.</summary>
    public int Line { get; private set; }

    public bool MoveNext()
    {
        if (_cursor.IsAtEnd)
        {
            return false;
        }

        Symbol = _cursor.NextAfter(Symbol);
        (Kind, Flags) = DefinitionEntry.Unpack(_cursor.NextByte());
        Line = _cursor.NextAfter(Line);
        return true;
    }
}
