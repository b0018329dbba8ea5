using System.Buffers;
using System.Runtime.InteropServices;
using Revdex.Extraction.Masking;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>
/// Cuts code of the languages whose declarations are read here into tokens, without comments. What it takes for a text ends with its line, unless the language says
/// otherwise, so that a mistake does not reach far. Masks have a reader of their own (Masking.CodeTokens): it is run over every file of C, C++ and C#, knows the preprocessor, keeps nothing and
/// passes over whole blocks; this makes an array with the partner of each bracket, of one function at a time. Both share <see cref="CodeLiteral"/>.
/// </summary>
internal ref struct CodeTokenReader(ReadOnlySpan<byte> content, string family)
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\f"u8);

    private static readonly string[] Pairs = ["=>", "->", "::", ":=", "==", "!=", "<=", "&&", "||", "?.", "..", "??"];

    private readonly ReadOnlySpan<byte> _content = content;
    private readonly bool _isPython = family == "python";
    private readonly bool _isScript = family == "js";
    private readonly bool _isRust = family == "rust";
    private readonly List<CodeToken> _tokens = [];
    private readonly Stack<int> _open = new();
    private readonly Stack<int> _templates = new();
    private int _at;

    /// <param name="start">Of the first token, or between two.</param>
    public static CodeToken[] Read(ReadOnlySpan<byte> content, int start, int end, string family)
    {
        var reader = new CodeTokenReader(content[..end], family) { _at = start };
        while (reader.Next())
        {
        }

        return [.. reader._tokens];
    }

    private bool Next()
    {
        _at += _content[_at..].IndexOfAnyExcept(Blanks) is >= 0 and var blanks ? blanks : _content.Length - _at;
        if (_at >= _content.Length)
        {
            return false;
        }

        var start = _at;
        var rest = _content[_at..];
        if (CommentLength(rest) is > 0 and var comment)
        {
            _at += comment;
        }
        else if (_isRust && RawLength(rest) is > 0 and var raw)
        {
            _at += raw;
            _tokens.Add(new CodeToken(CodeTokenKind.Text, start, _at, -1, Outer()));
        }
        else if ((IsNamePart(rest[0]) || IsEscaped(rest)))
        {
            _at += NameLength(rest);
            _tokens.Add(new CodeToken(rest[0] is >= (byte)'0' and <= (byte)'9' ? CodeTokenKind.Number : CodeTokenKind.Name, start, _at, -1, Outer()));
        }
        else if (_isScript && (rest[0] == '`' || (rest[0] == '}' && _templates.TryPeek(out var template) && template == Outer())))
        {
            AddTemplate(rest[0] == '}');
        }
        else if (TextLength(rest) is > 0 and var text)
        {
            _at += text;
            _tokens.Add(new CodeToken(CodeTokenKind.Text, start, _at, -1, Outer()));
        }
        else
        {
            AddMark(rest);
        }

        return true;
    }

    /// <summary>A part of JavaScript's text with values in it, <c>`a ${b} c`</c>: up to the next value, whose bracket is a token of its own, or to its end.</summary>
    private void AddTemplate(bool isBehindValue)
    {
        if (isBehindValue)
        {
            _templates.Pop();
            AddMark(_content[_at..]);
        }

        var start = _at;
        for (_at += isBehindValue ? 0 : 1; _at < _content.Length && _content[_at] != '`'; _at += _content[_at] == '\\' ? 2 : 1)
        {
            if (_content[_at..].StartsWith("${"u8))
            {
                _tokens.Add(new CodeToken(CodeTokenKind.Text, start, ++_at, -1, Outer()));
                _templates.Push(_tokens.Count);
                AddMark(_content[_at..]);
                return;
            }
        }

        _at = Math.Min(_at + 1, _content.Length);
        _tokens.Add(new CodeToken(CodeTokenKind.Text, start, _at, -1, Outer()));
    }

    private readonly int Outer() => _open.TryPeek(out var open) ? open : -1;

    private void AddMark(ReadOnlySpan<byte> rest)
    {
        var (length, index) = (IsPair(rest) ? 2 : 1, _tokens.Count);
        if (length == 1 && rest[0] is (byte)')' or (byte)']' or (byte)'}' && _open.TryPop(out var open))
        {
            CollectionsMarshal.AsSpan(_tokens)[open] = _tokens[open] with { Partner = index };
            _tokens.Add(new CodeToken(CodeTokenKind.Mark, _at, _at + 1, open, Outer()));
        }
        else
        {
            _tokens.Add(new CodeToken(CodeTokenKind.Mark, _at, _at + length, -1, Outer()));
            if (length == 1 && rest[0] is (byte)'(' or (byte)'[' or (byte)'{')
            {
                _open.Push(index);
            }
        }

        _at += length;
    }

    private static bool IsPair(ReadOnlySpan<byte> rest)
    {
        foreach (var pair in Pairs)
        {
            if (rest.Length > 1 && rest[0] == pair[0] && rest[1] == pair[1])
            {
                return true;
            }
        }

        return false;
    }

    private readonly int CommentLength(ReadOnlySpan<byte> rest)
    {
        if (_isPython ? rest[0] == '#' : rest.StartsWith("//"u8))
        {
            return rest.IndexOf((byte)'\n') is >= 0 and var line ? line : rest.Length;
        }

        return _isPython || !rest.StartsWith("/*"u8) ? 0 : rest[2..].IndexOf("*/"u8) is >= 0 and var end ? end + 4 : rest.Length;
    }

    private static int NameLength(ReadOnlySpan<byte> rest)
    {
        var length = 1;
        while (length < rest.Length && IsNamePart(rest[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>Of Rust's texts without escapes, <c>r#"\"#</c>; 0 where none begins.</summary>
    private static int RawLength(ReadOnlySpan<byte> rest)
    {
        var start = rest[0] is (byte)'b' or (byte)'c' ? 1 : 0;
        if (rest.Length < start + 3 || rest[start] != 'r' || rest[start + 1] is not ((byte)'"' or (byte)'#'))
        {
            return 0;
        }

        var marks = rest[(start + 1)..].IndexOfAnyExcept((byte)'#');
        var open = start + 1 + marks;
        if (marks < 0 || rest[open] != '"')
        {
            return 0; // r#type is a name.
        }

        for (var at = open + 1; rest[at..].IndexOf((byte)'"') is >= 0 and var quote;)
        {
            at += quote + 1;
            if (rest.Length >= at + marks && rest.Slice(at, marks).IndexOfAnyExcept((byte)'#') < 0)
            {
                return at + marks;
            }
        }

        return rest.Length;
    }

    /// <summary>0 where no text begins.</summary>
    private readonly int TextLength(ReadOnlySpan<byte> rest)
    {
        var quote = rest[0];
        if (quote is not ((byte)'"' or (byte)'\'' or (byte)'`'))
        {
            return 0;
        }

        if (quote == '\'' && family == "rust" && rest is not [_, _, (byte)'\'', ..] and not [_, (byte)'\\', ..])
        {
            return 0; // A lifetime.
        }

        if (quote == '"' && family == "csharp")
        {
            return CodeLiteral.End(_content, CodeLiteral.MarksStart(_content, _at), isCSharp: true) - _at;
        }

        ReadOnlySpan<byte> three = [quote, quote, quote];
        if (rest.StartsWith(three))
        {
            return rest[3..].IndexOf(three) is >= 0 and var end ? end + 6 : rest.Length;
        }

        var isLong = quote == '`' || (quote == '"' && family == "rust");
        return LengthTo(rest, quote, escapes: !(quote == '`' && family == "go"), isLong);
    }

    private static int LengthTo(ReadOnlySpan<byte> rest, byte quote, bool escapes, bool isLong)
    {
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == quote || (rest[i] == '\n' && !isLong))
            {
                return rest[i] == quote ? i + 1 : i;
            }

            i += escapes && rest[i] == '\\' ? 1 : 0;
        }

        return rest.Length;
    }

    /// <summary>C#'s names may be words of the language: <c>@class</c>. Elsewhere the sign stands before an annotation.</summary>
    private readonly bool IsEscaped(ReadOnlySpan<byte> rest) => family == "csharp" && rest is [(byte)'@', var next, ..] && IsNamePart(next);

    private static bool IsNamePart(byte value) =>
        (value | 0x20) is >= (byte)'a' and <= (byte)'z' || value is (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'$' or >= 0x80;
}
