using System.Text;
using Revdex.Facts;

namespace Revdex.Embedding.Tokenizing;

/// <summary>
/// The terms of a text: the pieces of its words (<c>getHTTPBody</c> is get, http, body), in small letters, without the endings of their forms.
/// Not numbers, single letters and pieces that are too long for words.
/// </summary>
/// <param name="text">UTF-8.</param>
/// <param name="room">At least <see cref="TermMaxBytes"/>; holds <see cref="Current"/>.</param>
internal ref struct TermReader(ReadOnlySpan<byte> text, Span<byte> room)
{
    public const int TermMaxBytes = Stem.PieceMaxBytes;

    private const int TermMinBytes = 2;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly Span<byte> _room = room;
    private WordPieces _pieces;
    private int _at;

    public ReadOnlySpan<byte> Current { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            while (_pieces.MoveNext())
            {
                if (TryTake(_pieces.Current))
                {
                    return true;
                }
            }

            if (!NextWord())
            {
                return false;
            }
        }
    }

    private bool NextWord()
    {
        while (_at < _text.Length && !WordRules.IsWordByte(_text[_at]))
        {
            _at++;
        }

        var start = _at;
        while (_at < _text.Length && WordRules.IsWordByte(_text[_at]))
        {
            _at++;
        }

        _pieces = new WordPieces(_text[start.._at]);
        return _at > start;
    }

    private bool TryTake(ReadOnlySpan<byte> piece)
    {
        if (piece.Length is < TermMinBytes or > TermMaxBytes || piece[0] is >= (byte)'0' and <= (byte)'9')
        {
            return false;
        }

        for (var i = 0; i < piece.Length; i++)
        {
            _room[i] = piece[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(piece[i] | 0x20) : piece[i];
        }

        Current = _room[..Stem.Of(_room[..piece.Length])];
        return true;
    }
}
