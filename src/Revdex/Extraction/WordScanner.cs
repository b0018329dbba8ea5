using Revdex.Native.TreeSitter;

namespace Revdex.Extraction;

/// <summary>
/// Finds the words in text that the grammar does not look into: a macro's body, a format string's braces, <c>$(Name)</c>. A word is letters,
/// digits and '_' that does not start with a digit; bytes from 0x80 count as letters. Quoted text is passed over.
/// </summary>
internal unsafe ref struct WordScanner
{
    private readonly byte* _content;
    private readonly uint _limit;
    private readonly WordPlace _place;
    private uint _at;
    private uint _lineStart;
    private bool _inBraces;
    private bool _hasDots;

    public WordScanner(byte* content, in TSNode node, uint quoteBytes, WordPlace place)
    {
        _content = content;
        _at = node.StartByte + quoteBytes;
        _limit = TreeSitterApi.NodeEndByte(node) - quoteBytes;
        _place = place;
        Row = node.StartRow;
        _lineStart = node.StartByte - node.StartColumn;
    }

    /// <param name="row">Of the start.</param>
    /// <param name="lineStart">Of the line that the start is in.</param>
    public WordScanner(byte* content, uint start, uint end, uint row, uint lineStart)
    {
        _content = content;
        (_at, _limit, _lineStart, Row) = (start, end, lineStart, row);
        _place = WordPlace.Anywhere;
    }

    public uint Start { get; private set; }

    public uint End { get; private set; }

    public uint Row { get; private set; }

    public readonly uint Column => Start - _lineStart;

    /// <summary>An opening parenthesis follows.</summary>
    public readonly bool IsCall => NextVisible() == (byte)'(';

    /// <summary>A dot, arrow or double colon precedes.</summary>
    public readonly bool HasReceiver =>
        Start > 0 && (_content[Start - 1] == (byte)'.' || (Start > 1 && (Pair("->"u8) || Pair("::"u8))));

    public bool MoveNext()
    {
        while (_at < _limit)
        {
            var c = _content[_at];
            if (IsWordStart(c) && (_place == WordPlace.Anywhere || _inBraces))
            {
                TakeWord();
                return true;
            }

            Pass(c);
        }

        return false;
    }

    private void TakeWord()
    {
        Start = _at;
        while (_at < _limit && (IsWordPart(_content[_at]) || (_place == WordPlace.BehindDollar && JoinsParts())))
        {
            _at++;
        }

        End = _at;

        // In a format string only the expression counts, not the format behind ':'.
        _inBraces &= _place == WordPlace.InMustaches || (_place == WordPlace.InBraces && _at < _limit && _content[_at] != (byte)':');
    }

    /// <summary>MSBuild's <c>@(Items->'…')</c> has an arrow, no dash; its <c>$(Name.Length)</c> is a member's use.</summary>
    private readonly bool JoinsParts() => _content[_at] switch
    {
        (byte)'-' => _at + 1 < _limit && _content[_at + 1] != (byte)'>',
        (byte)'.' => _hasDots,
        _ => false,
    };

    private void Pass(byte c)
    {
        _inBraces &= _place != WordPlace.BehindDollar;
        switch (c)
        {
            case (byte)'\n':
                Row++;
                _lineStart = _at + 1;
                break;
            case (byte)'(' or (byte)'{' when _place == WordPlace.BehindDollar:
                _inBraces = _at > 0 && _content[_at - 1] is (byte)'$' or (byte)'@' or (byte)'%';
                _hasDots = c == (byte)'{';
                break;
            case (byte)'{' when _place == WordPlace.InMustaches:
                _inBraces |= _at + 1 < _limit && _content[_at + 1] == (byte)'{';
                break;
            case (byte)'{':
                _inBraces = !(_at + 1 < _limit && _content[_at + 1] == (byte)'{');
                _at += _inBraces ? 0u : 1u;
                break;
            case (byte)'}':
                _inBraces = false;
                break;
            case (byte)'/' when _place == WordPlace.Anywhere && _at + 1 < _limit && _content[_at + 1] is (byte)'/' or (byte)'*':
                PassComment();
                break;
            case (byte)'"' or (byte)'\'' when _place == WordPlace.Anywhere || (_place == WordPlace.InMustaches && _inBraces):
                PassQuoted(c);
                break;
            case >= (byte)'0' and <= (byte)'9':
                while (_at + 1 < _limit && IsWordPart(_content[_at + 1]))
                {
                    _at++;
                }

                break;
        }

        _at++;
    }

    /// <summary>Stops before what ends it: the line break of a line comment, the last slash of the other kind.</summary>
    private void PassComment()
    {
        var isLine = _content[_at + 1] == (byte)'/';
        _at++;
        while (_at + 1 < _limit && (isLine ? _content[_at + 1] != (byte)'\n' : _content[_at] != (byte)'*' || _content[_at + 1] != (byte)'/'))
        {
            _at++;
            if (_content[_at] == (byte)'\n')
            {
                Row++;
                _lineStart = _at + 1;
            }
        }

        _at += isLine ? 0u : 1u;
    }

    private void PassQuoted(byte quote)
    {
        var at = _at + 1;
        while (at < _limit && _content[at] != quote && _content[at] != (byte)'\n')
        {
            at += _content[at] == (byte)'\\' ? 2u : 1u;
        }

        // An unpaired quote (a digit separator, an apostrophe) is just passed.
        _at = at < _limit && _content[at] == quote ? at : _at;
    }

    private readonly byte NextVisible()
    {
        var at = End;
        while (at < _limit && _content[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        return at < _limit ? _content[at] : (byte)0;
    }

    private readonly bool Pair(ReadOnlySpan<byte> two) => _content[Start - 2] == two[0] && _content[Start - 1] == two[1];

    private static bool IsWordStart(byte c) => (c | 0x20) is >= (byte)'a' and <= (byte)'z' || c == (byte)'_' || c >= 0x80;

    private static bool IsWordPart(byte c) => IsWordStart(c) || c is >= (byte)'0' and <= (byte)'9';
}
