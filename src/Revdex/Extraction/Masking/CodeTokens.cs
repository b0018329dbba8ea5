using System.Buffers;

namespace Revdex.Extraction.Masking;

/// <summary>
/// The tokens of C, C++ or C#, as far as masks need them: comments are passed over, strings are whole. A copy looks ahead. What it gets wrong (a string within the hole of a verbatim one) ends with the line.
/// Resolving has a reader of its own (CodeTokenReader): it makes an array with the partner of each bracket, for C#, Java, JavaScript, Python, Go and Rust; this keeps nothing, knows the preprocessor and passes over whole blocks. Both share <see cref="CodeLiteral"/>.
/// </summary>
internal ref struct CodeTokens(ReadOnlySpan<byte> content, bool isCSharp)
{
    private static readonly SearchValues<byte> BlockMarks = SearchValues.Create("{}\"'/#"u8);

    private readonly ReadOnlySpan<byte> _content = content;
    private readonly bool _isCSharp = isCSharp;
    private bool _isInLine;

    public CodeTokenKind Kind { get; private set; }

    public int Start { get; private set; }

    public int End { get; private set; }

    public readonly ReadOnlySpan<byte> Text => _content[Start..End];

    /// <summary>A punctuation's byte, '.' for <c>::</c>; 0 of everything else.</summary>
    public readonly byte Mark => Kind != CodeTokenKind.Punctuation ? (byte)0 : End - Start == 2 ? (byte)'.' : _content[Start];

    public bool MoveNext()
    {
        var at = PassBlanks(End);
        if (at >= _content.Length)
        {
            (Start, End) = (_content.Length, _content.Length);
            return false;
        }

        Start = at;
        (Kind, End) = _content[at] switch
        {
            (byte)'#' when !_isInLine => (CodeTokenKind.Directive, DirectiveEnd(at)),
            (byte)'"' or (byte)'\'' => (CodeTokenKind.Literal, CodeLiteral.End(_content, at, _isCSharp)),
            (byte)'$' or (byte)'@' when _isCSharp && CodeLiteral.StringStart(_content, at) is > 0 => (CodeTokenKind.Literal, CodeLiteral.End(_content, at, _isCSharp)),
            (byte)'R' when !_isCSharp && Next(at) == '"' => (CodeTokenKind.Literal, CodeLiteral.RawEnd(_content, at + 1)),
            var c when IsWordStart(c) => (CodeTokenKind.Word, WordEnd(at)),
            >= (byte)'0' and <= (byte)'9' => (CodeTokenKind.Literal, NumberEnd(at)),
            (byte)':' when Next(at) == ':' => (CodeTokenKind.Punctuation, at + 2),
            _ => (CodeTokenKind.Punctuation, at + 1),
        };
        _isInLine = Kind != CodeTokenKind.Directive;
        return true;
    }

    /// <summary>
    /// Goes on at the brace that closes the one that was just read, without a look at what is between; much quicker than token by token.
    /// </summary>
    /// <param name="limit">False, and nothing happens, where the block does not end before it.</param>
    public bool TryPassBlock(int limit)
    {
        var depth = 1;
        for (var at = End; at < limit;)
        {
            var next = _content[at..limit].IndexOfAny(BlockMarks);
            if (next < 0)
            {
                return false;
            }

            at += next;
            depth += _content[at] switch
            {
                (byte)'{' => 1,
                (byte)'}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                PassTo(at);
                return true;
            }

            at = EndOfMark(at);
        }

        return false;
    }

    /// <summary>Behind a brace, comment, literal or directive; of what only looks like one behind its first byte.</summary>
    private readonly int EndOfMark(int at)
    {
        switch (_content[at])
        {
            case (byte)'"':
                var isRaw = !_isCSharp && at > 0 && _content[at - 1] == (byte)'R' && (at < 2 || !IsWordPart(_content[at - 2]));
                return isRaw ? CodeLiteral.RawEnd(_content, at) : CodeLiteral.End(_content, _isCSharp ? CodeLiteral.MarksStart(_content, at) : at, _isCSharp);
            case (byte)'\'':
                return IsInNumber(at) ? at + 1 : CodeLiteral.End(_content, at, _isCSharp);
            case (byte)'/' when Next(at) is '/' or '*':
                return CommentEnd(at);
            case (byte)'#' when _content[..at].TrimEnd(" \t"u8) is [] or [.., (byte)'\n']:
                return DirectiveEnd(at);
            default:
                return at + 1;
        }
    }

    /// <summary>Whether a quote separates the digits of a number.</summary>
    private readonly bool IsInNumber(int at)
    {
        var start = at;
        while (!_isCSharp && start > 0 && (IsWordPart(_content[start - 1]) || _content[start - 1] is (byte)'.' or (byte)'\''))
        {
            start--;
        }

        return start < at && _content[start] is >= (byte)'0' and <= (byte)'9';
    }

    /// <summary>Goes on from a place within a line.</summary>
    public void PassTo(int end) => (End, _isInLine) = (end, true);

    private readonly int Next(int at) => at + 1 < _content.Length ? _content[at + 1] : -1;

    private int PassBlanks(int at)
    {
        while (at < _content.Length)
        {
            var c = _content[at];
            if (c == (byte)'\n')
            {
                _isInLine = false;
                at++;
            }
            else if (c <= ' ')
            {
                at++;
            }
            else if (c == (byte)'/' && Next(at) is '/' or '*')
            {
                at = CommentEnd(at);
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private readonly int CommentEnd(int at)
    {
        var end = _content[at + 1] == (byte)'/' ? _content[at..].IndexOf((byte)'\n') : _content[(at + 2)..].IndexOf("*/"u8) is >= 0 and var length ? length + 4 : -1;
        return end < 0 ? _content.Length : at + end;
    }

    /// <summary>Behind the last character of the line, of the last where '\' or a comment continues it (not in C#).</summary>
    private readonly int DirectiveEnd(int at)
    {
        while (true)
        {
            var length = _content[at..].IndexOf((byte)'\n');
            var end = length < 0 ? _content.Length : at + length;
            var line = _content[at..end].TrimEnd((byte)'\r');
            if (length < 0 || _isCSharp)
            {
                return at + line.Length;
            }

            var comment = line.LastIndexOf("/*"u8);
            if (comment >= 0 && line[comment..].IndexOf("*/"u8) < 0 && line[..comment].IndexOf("//"u8) < 0)
            {
                at = CommentEnd(at + comment);
            }
            else if (line.EndsWith("\\"u8))
            {
                at = end + 1;
            }
            else
            {
                return at + line.Length;
            }
        }
    }

    private readonly int WordEnd(int at)
    {
        while (at < _content.Length && IsWordPart(_content[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>With what separates digits: <c>1'000</c>.</summary>
    private readonly int NumberEnd(int at)
    {
        while (at < _content.Length && (IsWordPart(_content[at]) || _content[at] == (byte)'.' || (_content[at] == (byte)'\'' && !_isCSharp)))
        {
            at++;
        }

        return at;
    }

    private static bool IsWordPart(byte c) => IsWordStart(c) || c is >= (byte)'0' and <= (byte)'9';

    private static bool IsWordStart(byte c) => (c | 0x20) is >= (byte)'a' and <= (byte)'z' || c == (byte)'_' || c >= 0x80;
}
