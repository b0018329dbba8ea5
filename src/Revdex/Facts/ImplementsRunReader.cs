namespace Revdex.Facts;

/// <summary>Reads one blob's types that name one base. Bad bytes give <see cref="InvalidDataException"/>.</summary>
public ref struct ImplementsRunReader
{
    private RunCursor _cursor;

    public ImplementsRunReader(ReadOnlySpan<byte> run)
        : this(run, null, 0)
    {
    }

    internal ImplementsRunReader(ReadOnlySpan<byte> run, ByteSource? source, long baseOffset) => _cursor = new RunCursor(run, source, baseOffset);

    /// <summary>Index of the type in the facts message; not checked against it.</summary>
    public int Symbol { get; private set; }

    /// <summary>Of the base's name, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Of the base's name, in bytes from 0.</summary>
    public int Column { get; private set; }

    public bool MoveNext()
    {
        if (_cursor.IsAtEnd)
        {
            return false;
        }

        Symbol = _cursor.NextAfter(Symbol);
        Line = _cursor.NextAfter(Line);
        Column = _cursor.NextNumber();
        return true;
    }
}
