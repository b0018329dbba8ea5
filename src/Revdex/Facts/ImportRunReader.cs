namespace Revdex.Facts;

/// <summary>Reads one blob's imports of one module. Bad bytes give <see cref="InvalidDataException"/>.</summary>
public ref struct ImportRunReader
{
    private RunCursor _cursor;

    public ImportRunReader(ReadOnlySpan<byte> run)
        : this(run, null, 0)
    {
    }

    internal ImportRunReader(ReadOnlySpan<byte> run, ByteSource? source, long baseOffset) => _cursor = new RunCursor(run, source, baseOffset);

    /// <summary>Index in the facts message; not checked against it.</summary>
    public int Import { get; private set; }

    /// <summary>From 1.</summary>
    public int Line { get; private set; }

    public bool MoveNext()
    {
        if (_cursor.IsAtEnd)
        {
            return false;
        }

        Import = _cursor.NextAfter(Import);
        Line = _cursor.NextAfter(Line);
        return true;
    }
}
