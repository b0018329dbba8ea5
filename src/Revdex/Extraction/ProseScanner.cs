namespace Revdex.Extraction;

/// <summary>
/// Finds what running text of a document mentions: in backticks a name by itself (<c>Store.Save(order)</c>: <c>Store</c> and <c>Save</c>) or a
/// path to a file of a known language, and where links lead. Commands, options and prose in backticks are none. Positions count bytes of the text.
/// </summary>
internal ref struct ProseScanner(ReadOnlySpan<byte> text)
{
    /// <summary>A longer span is a sample.</summary>
    private const int SpanMaxBytes = 120;

    /// <summary>A backtick that no other follows so near stands for itself; bounds the search from each of many.</summary>
    private const int SearchMaxBytes = 1_000;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>Of the span of names that is being read: where its names end, and where the text goes on; no span where both are 0.</summary>
    private int _namesEnd;
    private int _behind;

    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>Line of the text, from 0.</summary>
    public int Row { get; private set; }

    /// <summary>Where that line starts.</summary>
    public int LineStart { get; private set; }

    /// <summary>The name of a file, not of a symbol.</summary>
    public bool IsPath { get; private set; }

    /// <summary>A name stands before it: <c>Store.</c>, <c>store::</c>, <c>Store#</c>.</summary>
    public readonly bool HasReceiver => !IsPath && Start > 0 && _text[Start - 1] is (byte)'.' or (byte)':' or (byte)'#' or (byte)'>';

    public bool MoveNext()
    {
        while (_at < _text.Length)
        {
            if (_behind > 0 ? TakeName() : Pass())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The next name of the span, or out of it.</summary>
    private bool TakeName()
    {
        while (_at < _namesEnd && !IsWordPart(_text[_at]))
        {
            _at++;
        }

        var start = _at;
        while (_at < _namesEnd && IsWordPart(_text[_at]))
        {
            _at++;
        }

        if (_at > start)
        {
            (Start, End, IsPath) = (start, _at, false);
            return true;
        }

        (_at, _namesEnd, _behind) = (_behind, 0, 0);
        return false;
    }

    private bool Pass()
    {
        switch (_text[_at])
        {
            case (byte)'\n':
                _at++;
                (Row, LineStart) = (Row + 1, _at);
                return false;
            case (byte)'`':
                return EnterSpan();
            case (byte)']' when _at + 1 < _text.Length && _text[_at + 1] == (byte)'(':
                _at += 2;
                return TakeLink();
            case (byte)'\\' when _at + 1 < _text.Length && _text[_at + 1] == (byte)'`':
                _at += 2;
                return false;
            default:
                _at++;
                return false;
        }
    }

    /// <summary>True where the span is a path.</summary>
    private bool EnterSpan()
    {
        var ticks = TicksAt(_at);
        var from = _at + ticks;
        var end = CloseOf(from, ticks);
        _at = from;
        if (end < 0)
        {
            return false;
        }

        var span = _text[from..end];
        if (span.Length > SpanMaxBytes || span.Contains((byte)'\n'))
        {
            PassTo(end + ticks);
            return false;
        }

        if (IsPathToSource(span))
        {
            _at = end + ticks;
            return Take(from, span);
        }

        if (NamesIn(span) is > 0 and var names)
        {
            (_namesEnd, _behind) = (from + names, end + ticks);
        }
        else
        {
            _at = end + ticks;
        }

        return false;
    }

    /// <summary>Where a span of so many backticks ends, at as many again; negative where it does not, nearby.</summary>
    private readonly int CloseOf(int from, int ticks)
    {
        var limit = Math.Min(_text.Length, from + SearchMaxBytes);
        for (var at = from; at < limit;)
        {
            var next = _text[at..limit].IndexOf((byte)'`');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            var run = TicksAt(at);
            if (run == ticks)
            {
                return at;
            }

            at += run;
        }

        return -1;
    }

    private readonly int TicksAt(int at) => _text[at..].IndexOfAnyExcept((byte)'`') is >= 0 and var run ? run : _text.Length - at;

    private void PassTo(int at)
    {
        for (; _at < at; _at++)
        {
            if (_text[_at] == (byte)'\n')
            {
                (Row, LineStart) = (Row + 1, _at + 1);
            }
        }
    }

    private bool TakeLink()
    {
        var rest = _text[_at..];
        var end = rest.IndexOfAny(") \"#?\n"u8);
        var target = rest[..Math.Max(end, 0)];
        _at += target.Length;
        return !target.IsEmpty && target.IndexOf(":"u8) < 0 && Take(_at - target.Length, target);
    }

    /// <summary>A file goes by its last part.</summary>
    private bool Take(int at, ReadOnlySpan<byte> path)
    {
        (Start, End, IsPath) = (at + path.LastIndexOf((byte)'/') + 1, at + path.Length, true);
        return End > Start;
    }

    private static bool IsPathToSource(ReadOnlySpan<byte> span)
    {
        var dot = span.LastIndexOf((byte)'.');
        var isPlain = dot > 0 && !span.ContainsAny(" ()<>*:"u8) && !span[(dot + 1)..].ContainsAnyInRange((byte)'A', (byte)'Z');
        return isPlain && LanguageSet.Default.Detect(span) is not null;
    }

    /// <summary>How far the names of a span go: <c>Store&lt;T&gt;.Save(order)</c> has one, of <c>Store</c> alone. 0: it is no name.</summary>
    private static int NamesIn(ReadOnlySpan<byte> span)
    {
        var end = span.IndexOfAny("(<["u8);
        var names = end < 0 ? span : span[..end];
        var isClosed = end < 0 || span[^1] is (byte)')' or (byte)'>' or (byte)']';
        if (!isClosed || names.IsEmpty || !(IsWordPart(names[0]) || names[0] is (byte)'.' or (byte)'#' or (byte)'@' or (byte)'$' or (byte)'~') || char.IsAsciiDigit((char)names[0]))
        {
            return 0;
        }

        for (var at = 0; at < names.Length; at++)
        {
            var isJoint = names[at] is (byte)'.' or (byte)':' or (byte)'#' or (byte)'@' or (byte)'$' or (byte)'~' or (byte)'!' or (byte)'?'
                || (names[at] == (byte)'-' && at + 1 < names.Length && names[at + 1] == (byte)'>') || (names[at] == (byte)'>' && at > 0 && names[at - 1] == (byte)'-');
            if (!isJoint && !IsWordPart(names[at]))
            {
                return 0;
            }
        }

        return names.Length;
    }

    private static bool IsWordPart(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'_' or >= 0x80;
}
