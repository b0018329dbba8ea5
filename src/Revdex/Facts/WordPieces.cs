namespace Revdex.Facts;

/// <summary>
/// The pieces of a word as programmers join them: <c>getHTTPBody2</c> is get, HTTP, Body, 2; <c>snake_case</c> is snake, case. Bytes from 0x80
/// on belong to the piece they are in.
/// </summary>
internal ref struct WordPieces(ReadOnlySpan<byte> word)
{
    private readonly ReadOnlySpan<byte> _word = word;
    private int _at;

    public ReadOnlySpan<byte> Current { get; private set; }

    public bool MoveNext()
    {
        while (_at < _word.Length && Kind(_word[_at]) == PieceKind.None)
        {
            _at++;
        }

        if (_at == _word.Length)
        {
            return false;
        }

        var start = _at;
        _at = EndOf(_word, start);
        Current = _word[start.._at];
        return true;
    }

    /// <summary>The piece that begins at a place; false where none does.</summary>
    public static bool TryPieceAt(ReadOnlySpan<byte> word, int at, out ReadOnlySpan<byte> piece)
    {
        var isThere = Kind(word[at]) != PieceKind.None && (at == 0 || IsBorder(word, at));
        piece = isThere ? word[at..EndOf(word, at)] : default;
        return isThere;
    }

    private static int EndOf(ReadOnlySpan<byte> word, int start)
    {
        var at = start + 1;
        while (at < word.Length && !IsBorder(word, at))
        {
            at++;
        }

        return at;
    }

    /// <summary>Between the byte before and the one there.</summary>
    private static bool IsBorder(ReadOnlySpan<byte> word, int at)
    {
        var (before, here) = (Kind(word[at - 1]), Kind(word[at]));
        if (here == before)
        {
            // The last capital of a row begins the next piece where a small letter follows it.
            return here == PieceKind.Upper && at + 1 < word.Length && Kind(word[at + 1]) == PieceKind.Lower;
        }

        return !(before == PieceKind.Upper && here == PieceKind.Lower);
    }

    private static PieceKind Kind(byte value) => value switch
    {
        >= (byte)'a' and <= (byte)'z' or >= 0x80 => PieceKind.Lower,
        >= (byte)'A' and <= (byte)'Z' => PieceKind.Upper,
        >= (byte)'0' and <= (byte)'9' => PieceKind.Digit,
        _ => PieceKind.None,
    };

    private enum PieceKind : byte
    {
        None,
        Lower,
        Upper,
        Digit,
    }
}
