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

        var start = _at++;
        while (_at < _word.Length && !IsBorder())
        {
            _at++;
        }

        Current = _word[start.._at];
        return true;
    }

    /// <summary>Between the byte before and the one at hand.</summary>
    private readonly bool IsBorder()
    {
        var (before, here) = (Kind(_word[_at - 1]), Kind(_word[_at]));
        if (here == before)
        {
            // The last capital of a row begins the next piece where a small letter follows it.
            return here == PieceKind.Upper && _at + 1 < _word.Length && Kind(_word[_at + 1]) == PieceKind.Lower;
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
